/** Text chunks of PNG files (PNG, third edition, 5.3 and 11.3.3): how a seal travels in a picture. Pure; bytes in, bytes out. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and CRC around the data of each chunk, in bytes. */
const LENGTH = 4;
const HEAD = 8;
const FRAME = 12;
/** The signature and IHDR, which always comes first. */
const AFTER_IHDR = SIGNATURE.length + FRAME + 13;

interface Chunk {
  type: string;
  data: Uint8Array;
}

/** Content of IHDR; null if the bytes do not begin as a PNG. */
export function pngHead(bytes: Uint8Array): { width: number; height: number; interlaced: boolean } | null {
  if (bytes.length < AFTER_IHDR || SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null;
  const start = SIGNATURE.length + HEAD;
  if (latin1(bytes.subarray(start - LENGTH, start)) !== 'IHDR') return null;
  const view = viewOf(bytes);
  const interlaced = bytes[AFTER_IHDR - 5] !== 0;
  return { width: view.getUint32(start), height: view.getUint32(start + 4), interlaced };
}

/** The text of the first chunk with that keyword, tEXt or iTXt not deflated; null if there is none. */
export function pngText(bytes: Uint8Array, keyword: string): string | null {
  for (const { type, data } of pngChunks(bytes)) {
    if (type !== 'tEXt' && type !== 'iTXt') continue;
    if (latin1(data.subarray(0, keyword.length + 1)) !== `${keyword}\0`) continue;
    const rest = data.subarray(keyword.length + 1);
    if (type === 'tEXt') return latin1(rest);
    const text = international(rest);
    if (text !== null) return text;
  }
  return null;
}

/**
 * The same picture with a tEXt chunk right after IHDR.
 * @param text Latin-1.
 * @throws Error where the bytes are no PNG.
 */
export function withPngText(bytes: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  if (pngHead(bytes) === null) throw new Error('these bytes are no PNG');
  const chunk = textChunk(`${keyword}\0${text}`);
  const made = new Uint8Array(bytes.length + chunk.length);
  made.set(bytes.subarray(0, AFTER_IHDR));
  made.set(chunk, AFTER_IHDR);
  made.set(bytes.subarray(AFTER_IHDR), AFTER_IHDR + chunk.length);
  return made;
}

function textChunk(content: string): Uint8Array {
  const chunk = new Uint8Array(FRAME + content.length);
  const view = viewOf(chunk);
  view.setUint32(0, content.length);
  for (const [i, char] of [...`tEXt${content}`].entries()) chunk[LENGTH + i] = char.charCodeAt(0);
  view.setUint32(chunk.length - LENGTH, crc32(chunk.subarray(LENGTH, chunk.length - LENGTH)));
  return chunk;
}

/** Every chunk that is there whole; none if the bytes do not begin as a PNG does. */
export function* pngChunks(bytes: Uint8Array): Generator<Chunk> {
  if (pngHead(bytes) === null) return;
  const view = viewOf(bytes);
  let at = SIGNATURE.length;
  while (at + FRAME <= bytes.length) {
    const end = at + HEAD + view.getUint32(at);
    if (end + LENGTH > bytes.length) return;
    const type = latin1(bytes.subarray(at + LENGTH, at + HEAD));
    yield { type, data: bytes.subarray(at + HEAD, end) };
    at = end + LENGTH;
  }
}

/** Of iTXt what follows the keyword: flag and method of compression, language\0, translated keyword\0, text. */
function international(rest: Uint8Array): string | null {
  if (rest[0] !== 0) return null;
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  return translated < 0 ? null : latin1(rest.subarray(translated + 1));
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** CRC-32 as PNG has it (5.5): polynomial 0xEDB88320, bit by bit, since only a short chunk is counted. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
