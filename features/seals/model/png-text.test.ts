import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pngHead, pngText, withPngText } from './png-text.ts';

/** A chunk as PNG has it. */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEAD = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
const png = (...between: Buffer[]) =>
  Buffer.concat([
    SIGNATURE,
    chunk('IHDR', HEAD),
    ...between,
    chunk('IDAT', deflateSync(Buffer.alloc(9))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

describe('a text that is put into a picture', () => {
  test('is read back, and everything else stays as it was', () => {
    const made = withPngText(png(), 'seal', 'mc1.abc');
    expect(pngText(made, 'seal')).toBe('mc1.abc');
    expect(pngHead(made)).toEqual({ width: 2, height: 1, interlaced: false });
    const text = chunk('tEXt', Buffer.from('seal\0mc1.abc', 'latin1'));
    expect(Buffer.from(made)).toEqual(png(text));
  });

  test('is not put into bytes that are no PNG', () => {
    expect(() => withPngText(Buffer.from('GIF89a and more than that, much more'), 'seal', 'x')).toThrow(
      'no PNG',
    );
  });
});

describe('what is read of foreign files', () => {
  const itxt = (flag: number) =>
    chunk('iTXt', Buffer.from(`seal\0${String.fromCharCode(flag)}\0en\0Siegel\0mc1.x`, 'latin1'));
  test.each<[string, Uint8Array, string | null]>([
    ['an iTXt chunk, as editors write', png(itxt(0)), 'mc1.x'],
    ['an iTXt chunk that is deflated is not unpacked', png(itxt(1)), null],
    ['another keyword that begins the same', png(chunk('tEXt', Buffer.from('sealed\0x'))), null],
    [
      'of two the first',
      png(chunk('tEXt', Buffer.from('seal\0one')), chunk('tEXt', Buffer.from('seal\0two'))),
      'one',
    ],
    ['none', png(), null],
    ['cut within the chunk', withPngText(png(), 'seal', 'mc1.abc').subarray(0, 50), null],
    [
      'a chunk that claims four gigabytes',
      Buffer.concat([SIGNATURE, chunk('IHDR', HEAD), Buffer.alloc(20, 255)]),
      null,
    ],
    ['nothing', new Uint8Array(), null],
  ])('%s', (_, bytes, text) => {
    expect(pngText(bytes, 'seal')).toBe(text);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['another signature', Buffer.from(png()).fill(0, 0, 1)],
    ['another chunk first', Buffer.concat([SIGNATURE, chunk('IDAT', HEAD)])],
  ])('%s is no PNG', (_, bytes) => {
    expect(pngHead(bytes)).toBeNull();
  });
});
