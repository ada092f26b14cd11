/** Reads one run of the artifacts folder within limits, and verifies it against its own checksums. */

import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Checksum,
  META,
  parseChecksums,
  type RunFolder,
  type RunMeta,
  runMetaSchema,
  runNameOf,
  SUMS,
} from '#lib/contracts/run-meta.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { decode, readOwnBytes } from '#platform/limited-file.ts';

const META_LIMIT_BYTES = 256 * 1024;
const FILE_LIMIT_BYTES = 16 * 1024 * 1024;
const RUN_LIMIT_BYTES = 64 * 1024 * 1024;

/** Reads a run by its name. The name must pass `isRunName`. Never rejects. */
export async function readRunFolder(runs: string, name: string): Promise<RunFolder> {
  const folder = join(runs, name);
  try {
    if (!(await lstat(folder)).isDirectory()) return { name, state: 'unreadable', why: say('run-no-folder') };
    const meta = runMetaSchema.safeParse(
      JSON.parse(decode(await readOwnBytes(join(folder, META), META_LIMIT_BYTES))),
    );
    if (!meta.success) return { name, state: 'unreadable', why: say('run-no-snapshot', { file: META }) };
    return await checked(folder, name, meta.data);
  } catch (error) {
    return { name, state: 'unreadable', why: say('run-file', { file: META, problem: whyNot(error) }) };
  }
}

async function checked(folder: string, name: string, meta: RunMeta): Promise<RunFolder> {
  const sums = await checksumsIn(folder);
  const files = (sums ?? []).map(({ file }) => file);
  const altered = (why: Message): RunFolder => ({ name, state: 'altered', meta, files, why });
  if (runNameOf(meta) !== name) return altered(say('run-renamed'));
  if (sums === null) return altered(say('run-no-sums', { sums: SUMS }));
  const missing = [META, ...meta.parts.flatMap(({ files }) => files)].find(
    (file) => !sums.some((sum) => sum.file === file),
  );
  if (missing !== undefined) return altered(say('run-not-covered', { sums: SUMS, file: missing }));
  let left = RUN_LIMIT_BYTES;
  for (const { file, sha256 } of sums) {
    const bytes = await readOwnBytes(join(folder, file), Math.min(FILE_LIMIT_BYTES, left)).catch(whyNot);
    if ('code' in bytes) return altered(say('run-file', { file, problem: bytes }));
    if (hashOf(bytes) !== sha256) return altered(say('run-altered', { file, sums: SUMS }));
    left -= bytes.length;
  }
  return { name, state: 'whole', meta, files };
}

async function checksumsIn(folder: string): Promise<Checksum[] | null> {
  try {
    return parseChecksums(decode(await readOwnBytes(join(folder, SUMS), META_LIMIT_BYTES)));
  } catch {
    return null;
  }
}

/**
 * The text of one file of a run, verified against its checksum again, so that the text shown is the text checked. Null
 * if the run does not have the file, or if the file changed.
 */
export async function readRunFile(runs: string, name: string, file: string): Promise<string | null> {
  try {
    const folder = join(runs, name);
    const sum = (await checksumsIn(folder))?.find((s) => s.file === file);
    const bytes = await readOwnBytes(join(folder, file), FILE_LIMIT_BYTES);
    return sum !== undefined && hashOf(bytes) === sum.sha256 ? decode(bytes) : null;
  } catch {
    return null;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The text contains no path of the machine. */
function whyNot(error: unknown): Message {
  if (error instanceof SyntaxError) return say('file-not-json');
  if (!(error instanceof Error)) return say('file-unread', { error: null });
  if ('code' in error)
    return error.code === 'ENOENT' ? say('file-missing') : say('file-unread', { error: String(error.code) });
  return say('file-refused', { words: error.message });
}
