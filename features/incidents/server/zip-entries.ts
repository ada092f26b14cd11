/**
 * The files of a zip from anywhere, read so that no other program could find other files in it: the directory ends the
 * archive, its entries lie one after another from the first byte on, and each is named the same in both places. A reader that
 * goes by the directory and one that goes by the entries see the same. Nothing is written to disk.
 */

import { inflateRawSync } from 'node:zlib';

/** Where one of these is passed, nothing is unpacked. A bundle of 500 changes has some 1,500 files. */
const MOST_ENTRIES = 20_000;
const LARGEST_ENTRY = 256 * 1024 * 1024;
const LARGEST_TOTAL = 4 * 1024 * 1024 * 1024;

/** PKWARE APPNOTE 4.3: signatures and lengths of what has a fixed length. */
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const END = { signature: 0x06054b50, bytes: 22 };
const DESCRIPTOR = { signature: 0x08074b50, bytes: 16 };
const STORED = 0;
const DEFLATED = 8;
/** Bit 3: sizes come after the data; bit 11: the name is UTF-8. With any other the data is not what it seems. */
const SIZES_AFTER = 1 << 3;
const KNOWN_FLAGS = SIZES_AFTER | (1 << 11);

export interface ZipEntry {
  name: string;
  /** @throws Error where its data is damaged or has another size than the directory says. */
  unpack(): Uint8Array;
}

/** @throws Error with the reason if it is no zip of that kind, or too large. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.length - END.bytes;
  if (end < 0 || view.readUInt32LE(end) !== END.signature)
    throw new Error(
      'it does not end with the directory of a zip: it was cut off, or holds something after it',
    );
  const count = view.readUInt16LE(end + 10);
  const start = view.readUInt32LE(end + 16);
  if (start + view.readUInt32LE(end + 12) !== end || view.readUInt16LE(end + 8) !== count)
    throw new Error('its directory is not where it says');
  if (count > MOST_ENTRIES) throw new Error(`it has ${count} files, and at most ${MOST_ENTRIES} are read`);
  const listed = directory(view, start, end, count);
  bounded(listed);
  lieInOrder(view, listed, start);
  return listed.map((entry) => ({ name: entry.name, unpack: () => unpack(view, entry) }));
}

interface Listed {
  name: string;
  flags: number;
  method: number;
  packed: number;
  size: number;
  /** Where its local header is, and where its data begins. */
  at: number;
  data: number;
}

function directory(view: Buffer, start: number, end: number, count: number): Listed[] {
  const listed: Listed[] = [];
  let at = start;
  while (at < end) {
    if (at + CENTRAL.bytes > end || view.readUInt32LE(at) !== CENTRAL.signature)
      throw new Error('its directory is damaged');
    const nameEnd = at + CENTRAL.bytes + view.readUInt16LE(at + 28);
    listed.push({
      name: view.toString('utf8', at + CENTRAL.bytes, nameEnd),
      flags: view.readUInt16LE(at + 8),
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
      data: 0,
    });
    at = nameEnd + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  if (at !== end || listed.length !== count) throw new Error('its directory is damaged');
  return listed;
}

function bounded(listed: readonly Listed[]): void {
  const total = listed.reduce((sum, { size }) => sum + size, 0);
  const largest = listed.reduce((most, { size }) => Math.max(most, size), 0);
  if (largest > LARGEST_ENTRY || total > LARGEST_TOTAL)
    throw new Error(`unpacked it has ${total} bytes, more than is read`);
  const names = new Set(listed.map(({ name }) => name));
  if (names.size !== listed.length) throw new Error('two of its files have the same name');
}

/** Each begins where the one before it ends, so that nothing lies between them. Sets where the data begins. */
function lieInOrder(view: Buffer, listed: readonly Listed[], end: number): void {
  let next = 0;
  for (const entry of listed) {
    const { at, name, flags, method, packed } = entry;
    const fits = at === next && at + LOCAL.bytes <= end && view.readUInt32LE(at) === LOCAL.signature;
    if (!fits || view.readUInt16LE(at + 6) !== flags || view.readUInt16LE(at + 8) !== method)
      throw new Error('its directory and its files do not fit each other');
    if ((flags & ~KNOWN_FLAGS) !== 0 || (method !== DEFLATED && method !== STORED))
      throw new Error('a file is packed in a way that is not read');
    const nameEnd = at + LOCAL.bytes + view.readUInt16LE(at + 26);
    if (view.toString('utf8', at + LOCAL.bytes, nameEnd) !== name)
      throw new Error('a file has one name in the directory and another where it lies');
    entry.data = nameEnd + view.readUInt16LE(at + 28);
    next = entry.data + packed;
    if ((flags & SIZES_AFTER) !== 0) next = afterDescriptor(view, next, end);
  }
  if (next !== end) throw new Error('something lies between its files and its directory');
}

function afterDescriptor(view: Buffer, at: number, end: number): number {
  const next = at + DESCRIPTOR.bytes;
  if (next > end || view.readUInt32LE(at) !== DESCRIPTOR.signature)
    throw new Error('its directory and its files do not fit each other');
  return next;
}

function unpack(view: Buffer, { data, packed, method, size }: Listed): Uint8Array {
  const bytes = view.subarray(data, data + packed);
  // One byte at the least: zlib takes no limit of none.
  const unpacked = method === STORED ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  if (unpacked.length !== size) throw new Error('its size is not what the directory says');
  return unpacked;
}
