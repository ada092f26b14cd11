import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, test } from 'vitest';
import { publishedAt, T0 } from '#testing/store/postures.ts';
import { SEAL_KEYWORD } from '../document.ts';
import { withPngText } from '../model/png-text.ts';
import type { Witness } from './journal-witness.ts';
import { readPicture } from './picture.ts';
import { knownOf } from './recent-postures.ts';
import { openSealKey } from './seal-key.ts';
import { Sealer } from './sealer.ts';
import { verifyPicture, type Witnesses } from './verdict.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-'));
afterAll(() => rmSync(folder, { recursive: true }));
const opened = openSealKey(folder, T0);
const known = knownOf(publishedAt(T0).posture);

function picture(shade = 10): Buffer {
  const image = new PNG({ width: 3, height: 2 });
  for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : shade + i;
  return PNG.sync.write(image);
}

function sealFor(bytes: Uint8Array): string {
  const read = readPicture(bytes);
  if (!read.ok) throw new Error(read.why);
  const clock = { now: () => T0, monotonic: () => 0 };
  const answer = new Sealer({ opened, clock, clockOffsetSeconds: 0, find: () => known }).seal(
    known.id,
    read.pixels,
  );
  if (!answer.ok) throw new Error(answer.why);
  return answer.value.code;
}

const publicKey = () => createPublicKey(opened.key?.publicPem ?? '');
const held: Witness = { tells: 'held', words: 'the journal holds that posture' };
const witnesses = (more: Partial<Witnesses> = {}): Witnesses => ({
  key: publicKey,
  journal: () => held,
  ...more,
});

const ORIGINAL = picture();
const SEALED = withPngText(ORIGINAL, SEAL_KEYWORD, sealFor(ORIGINAL));

describe('a picture', () => {
  test('as it was sealed is unaltered', () => {
    expect(verifyPicture(readPicture(SEALED), null, witnesses())).toMatchObject({
      verdict: 'unaltered',
      sealed: { posture: known.id },
    });
  });

  test('of which one pixel is another is altered, whatever carries the seal', () => {
    const forged = readPicture(picture(11));
    expect(verifyPicture(forged, sealFor(ORIGINAL), witnesses())).toMatchObject({ verdict: 'altered' });
    const within = readPicture(withPngText(picture(11), SEAL_KEYWORD, sealFor(ORIGINAL)));
    expect(verifyPicture(within, null, witnesses())).toMatchObject({ verdict: 'altered' });
  });

  test('saved again without its chunks is unknown, and unaltered with the code of its ticket', () => {
    const again = readPicture(PNG.sync.write(PNG.sync.read(Buffer.from(SEALED)), { deflateLevel: 1 }));
    expect(verifyPicture(again, null, witnesses())).toMatchObject({ verdict: 'unknown', sealed: null });
    expect(verifyPicture(again, sealFor(ORIGINAL), witnesses())).toMatchObject({ verdict: 'unaltered' });
  });

  test.each<[string, string | null, Partial<Witnesses>, RegExp]>([
    ['a seal that is none', 'mc1.x', {}, /damaged/],
    ['no key', null, { key: () => ({ why: 'there is no key' }) }, /there is no key/],
    [
      'a journal with another posture under that id',
      null,
      { journal: () => ({ tells: 'other', words: 'the journal holds another one' }) },
      /but the journal holds another one/,
    ],
    [
      'a journal that misses it',
      null,
      { journal: () => ({ tells: 'missing', words: 'the journal has none' }) },
      /but the journal has none/,
    ],
    [
      'a journal that cannot be read',
      null,
      { journal: () => ({ tells: 'unreadable', words: 'it cannot be read' }) },
      /but it cannot be read/,
    ],
  ])('with %s is unknown, never unaltered', (_, seal, more, why) => {
    const told = verifyPicture(readPicture(SEALED), seal, witnesses(more));
    expect(told).toMatchObject({ verdict: 'unknown', why: expect.stringMatching(why) });
  });

  test('without any journal to ask is unaltered, and that is said', () => {
    const none = verifyPicture(readPicture(SEALED), null, {
      ...witnesses(),
      journal: () => ({ tells: 'none', words: 'there is no journal' }),
    });
    expect(none).toMatchObject({ verdict: 'unaltered', why: expect.stringContaining('there is no journal') });
  });
});

describe('files that are no picture of a console', () => {
  const head = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(ORIGINAL);
    change(bytes);
    return bytes;
  };
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /neither a PNG nor a zip/],
    ['text', Buffer.from('<svg/>'.repeat(20)), /neither a PNG nor a zip/],
    [
      'a size that nobody could decode',
      head((b) => b.writeUInt32BE(0x7fffffff, 16)),
      /at most 100000000 are decoded/,
    ],
    ['one that is interlaced', head((b) => b.writeUInt8(1, 28)), /interlaced/],
    ['one that ends in its middle', ORIGINAL.subarray(0, ORIGINAL.length - 20), /cannot be decoded/],
    ['one with a wrong checksum', head((b) => b.writeUInt8(b.readUInt8(45) ^ 255, 45)), /cannot be decoded/],
  ])('%s is told as that', (_, bytes, why) => {
    expect(readPicture(bytes)).toEqual({ ok: false, why: expect.stringMatching(why) });
    expect(verifyPicture(readPicture(bytes), sealFor(ORIGINAL), witnesses())).toMatchObject({
      verdict: 'unknown',
    });
  });

  test('one that a viewer could show as other pictures or colours is reported as that', () => {
    const png = (type: string) => {
      const data = Buffer.alloc(8);
      const made = Buffer.from(withPngText(ORIGINAL, 'k'.repeat(6), ' '));
      made.write(type, 8 + 25 + 4, 'latin1');
      return { made, data };
    };
    expect(readPicture(png('acTL').made)).toEqual({ ok: false, why: expect.stringContaining('acTL') });
    expect(readPicture(png('gAMA').made)).toEqual({ ok: false, why: expect.stringContaining('gAMA') });
  });
});
