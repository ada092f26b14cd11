/** Files that exist whole or not at all: a reader of an artifact finds neither half of one, nor one of an earlier run. */

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file that was not written, and why. */
export class ArtifactError extends Error {
  constructor(folder: string, cause: unknown) {
    super(`${folder}: cannot be written to (${cause instanceof Error ? cause.message : String(cause)})`);
    this.name = 'ArtifactError';
  }
}

/**
 * Writes these files into a folder, which is made if it is missing. All are on disk before the first gets its name.
 * @returns their paths.
 * @throws ArtifactError; then none of them exists, an older one included.
 */
export function writeArtifacts(folder: string, files: ReadonlyMap<string, string | Buffer>): string[] {
  const places = [...files].map(([name, content]) => {
    return { path: join(folder, name), draft: join(folder, `.${name}.${process.pid}`), content };
  });
  try {
    mkdirSync(folder, { recursive: true });
    for (const { draft, content } of places) writeWhole(draft, content);
    for (const { draft, path } of places) renameSync(draft, path);
    return places.map(({ path }) => path);
  } catch (error) {
    removeEach(places.flatMap(({ draft, path }) => [draft, path]));
    throw new ArtifactError(folder, error);
  }
}

/**
 * Removes the files of an earlier run: a leftover would pass for this run's.
 * @throws ArtifactError if one of them stays.
 */
export function removeArtifacts(folder: string, names: readonly string[]): void {
  const [failure] = removeEach(names.map((name) => join(folder, name)));
  if (failure !== undefined) throw new ArtifactError(folder, failure);
}

/** A file that cannot be removed does not keep the others. @returns the errors. */
function removeEach(paths: readonly string[]): unknown[] {
  return paths.flatMap((path) => {
    try {
      rmSync(path, { force: true });
      return [];
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOTDIR' ? [] : [error];
    }
  });
}

/**
 * A file that is named before its bytes are on disk is empty after a power cut.
 * @param mode of the file when it is made, less the umask.
 */
export function writeWhole(path: string, content: string | Buffer, mode = 0o666): void {
  const descriptor = openSync(path, 'w', mode);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
