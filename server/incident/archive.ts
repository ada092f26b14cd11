/** Files as a zip, made while it is read: no more of it is held than one file, and the same files give the same bytes. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import type { BundleFile } from './incident.ts';

/** Of each file: the archive knows local times without a zone, and this one is written the same everywhere. */
const NO_TIME = () => new Date(1980, 0, 1);
const PIECE_BYTES = 64 * 1024;

/** @param about what the manifest says beside the list of all files with their SHA-256; it is the last file. */
export async function* archive(
  files: AsyncIterable<BundleFile>,
  about: Readonly<Record<string, unknown>>,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    made.push(piece);
  });
  const listed: { name: string; bytes: number; sha256: string }[] = [];
  for await (const { name, text } of files) {
    const bytes = Buffer.from(text);
    listed.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    yield* put(zip, made, name, bytes);
  }
  const manifest = `${JSON.stringify({ schemaVersion: 1, ...about, files: listed }, null, 2)}\n`;
  yield* put(zip, made, 'manifest.json', Buffer.from(manifest));
  zip.end();
  yield* made.splice(0);
}

/** In pieces, between which the process does its other work: it judges each second. */
async function* put(zip: Zip, made: Uint8Array[], name: string, bytes: Buffer): AsyncGenerator<Uint8Array> {
  const file = new ZipDeflate(name, { level: 6 });
  file.mtime = NO_TIME();
  zip.add(file);
  let start = 0;
  do {
    const end = start + PIECE_BYTES;
    file.push(bytes.subarray(start, end), end >= bytes.length);
    start = end;
    yield* made.splice(0);
    await setImmediate();
  } while (start < bytes.length);
}
