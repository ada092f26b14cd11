/** Reads a file of another owner: bounded in size, never blocked by a pipe; as text valid UTF-8 or refused. */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** The text of a regular file of at most `limitBytes`; rejects with the reason in its message otherwise. */
export async function readLimited(file: string, limitBytes: number): Promise<string> {
  return decode(await readBytes(file, limitBytes, 0));
}

/** Its bytes; rejects with the reason in its message otherwise. */
export function readLimitedBytes(file: string, limitBytes: number): Promise<Uint8Array> {
  return readBytes(file, limitBytes, 0);
}

/**
 * The bytes of a regular file of at most `limitBytes` that is not a symbolic link: the content of a folder must be in
 * it.
 */
export function readOwnBytes(file: string, limitBytes: number): Promise<Uint8Array> {
  return readBytes(file, limitBytes, constants.O_NOFOLLOW);
}

/** At most `count` of its first bytes, by which its kind is known; rejects if it cannot be read. */
export async function readFirstBytes(file: string, count: number): Promise<Uint8Array> {
  const handle = await openToRead(file, 0);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Without O_NONBLOCK opening a named pipe would wait for ever for its writer. */
function openToRead(file: string, flags: number): Promise<FileHandle> {
  return open(file, constants.O_RDONLY | constants.O_NONBLOCK | flags);
}

async function readBytes(file: string, limitBytes: number, flags: number): Promise<Uint8Array> {
  const handle = await openToRead(file, flags);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('it is not a regular file');
    if (stat.size > limitBytes)
      throw new Error(`it has ${stat.size} bytes and at most ${limitBytes} are read`);
    return await readUpTo(handle, limitBytes);
  } finally {
    await handle.close();
  }
}

/** The size of a file can grow after it was read: the read has its own limit. */
async function readUpTo(handle: FileHandle, limitBytes: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(limitBytes + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
    length += bytesRead;
    if (length > limitBytes) throw new Error(`it grew over the ${limitBytes} bytes that are read`);
    if (bytesRead === 0) return buffer.subarray(0, length);
  }
}

/** @throws Error if they are not UTF-8. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8 text');
  }
}
