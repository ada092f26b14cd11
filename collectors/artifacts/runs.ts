/** Lists the newest runs of the artifacts folder. A run is read again only when it was touched. */

import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunName, META, type RunFolder, type Runs, SUMS } from '#lib/contracts/run-meta.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { readRunFile, readRunFolder } from './run-folder.ts';

/** The subfolder of runs in the artifacts folder (plan, mission-control). */
const RUNS = 'ops_runs';
/** Limit of names that are read. If there are more, the result says so, and its runs may not be the newest. */
const MOST_NAMES = 20_000;

interface Kept {
  /** Empty if the run must be read again: it was touched during the read, or its files were not known before. */
  signature: string;
  folder: RunFolder;
}

export function openRuns(artifacts: string): Runs {
  const root = join(artifacts, RUNS);
  const kept = new Map<string, Kept>();
  const read = async (name: string): Promise<RunFolder> => {
    const held = kept.get(name);
    const signed = () => signatureOf(root, name, filesOf(held?.folder));
    const before = await signed();
    if (held !== undefined && held.signature === before) return held.folder;
    const folder = await readRunFolder(root, name);
    const untouched = filesOf(folder).join() === filesOf(held?.folder).join() && (await signed()) === before;
    kept.set(name, { signature: untouched ? before : '', folder });
    return folder;
  };
  return {
    async newest(limit) {
      const listed = await namesIn(root);
      const { problem, missing } = listed;
      const names = listed.names.toSorted().toReversed();
      for (const name of kept.keys()) if (!names.includes(name)) kept.delete(name);
      const runs: RunFolder[] = [];
      // One at a time: a folder of large runs must not fill the memory.
      for (const name of names.slice(0, limit)) runs.push(await read(name));
      return { runs, more: names.length > limit, problem, missing };
    },
    async run(name) {
      if (!isRunName(name)) return null;
      const there = await lstat(join(root, name)).catch(() => null);
      return there?.isDirectory() === true ? await read(name) : null;
    },
    text: async (name, file) => (isRunName(name) ? await readRunFile(root, name, file) : null),
  };
}

/** The names of runs, unordered. A folder that does not exist yet is no problem. */
async function namesIn(
  root: string,
): Promise<{ names: string[]; problem: Message | null; missing: boolean }> {
  const names: string[] = [];
  let looked = 0;
  try {
    for await (const entry of await opendir(root)) {
      looked += 1;
      if (looked > MOST_NAMES)
        return { names, problem: say('cause-too-many-names', { most: MOST_NAMES }), missing: false };
      if (entry.isDirectory() && isRunName(entry.name)) names.push(entry.name);
    }
    return { names, problem: null, missing: false };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return { names: [], problem: null, missing: true };
    return { names: [], problem: say('cause-unlisted', { error: code }), missing: false };
  }
}

/** The files that decided its state. */
function filesOf(folder: RunFolder | undefined): readonly string[] {
  return folder === undefined || folder.state === 'unreadable' ? [META] : [...folder.files, SUMS];
}

/** Change times (ctime, which nobody can set at will) and sizes of the folder and these files. */
async function signatureOf(root: string, name: string, files: readonly string[]): Promise<string> {
  const parts = ['', ...files].map(async (file) => {
    const stat = await lstat(join(root, name, file)).catch(() => null);
    return stat === null ? 'none' : `${stat.ino} ${stat.size} ${stat.ctimeMs}`;
  });
  return (await Promise.all(parts)).join('|');
}
