import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { strFromU8, strToU8, type Unzipped, unzipSync, Zip, ZipPassThrough, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SealKey } from '#features/seals/server/seal-key.ts';
import { bundleOf, FILES, newKey, signedBy } from '#testing/evidence/bundle.ts';
import { type BundleResult, bundleVerdict } from './bundle-verdict.ts';

let key: SealKey;
let bundle: Uint8Array;

beforeAll(async () => {
  key = newKey();
  bundle = await bundleOf(signedBy(key));
});

const evaluated = (bytes: Uint8Array, by: SealKey = key): Promise<BundleResult> =>
  bundleVerdict(bytes, async () => createPublicKey(by.publicPem));

/** Unpacked, changed, and packed again by another program. */
function repacked(change: (files: Unzipped) => void): Uint8Array {
  const files = unzipSync(bundle);
  change(files);
  return zipSync(files);
}

const edited = (files: Unzipped, name: string, edit: (text: string) => string) => {
  files[name] = strToU8(edit(strFromU8(files[name] ?? new Uint8Array())));
};

describe('unaltered', () => {
  test('as the console wrote it: each file, and the span that it is of', async () => {
    expect(await evaluated(bundle)).toEqual({
      verdict: 'unaltered',
      why: 'its 3 files are those that were signed, and there is none beside them',
      differences: [],
      says: {
        from: '2026-11-20T15:15:00.000Z',
        to: '2026-11-20T15:30:00.000Z',
        files: FILES.length,
        key: key.id,
      },
    });
  });

  test('packed again by another program it is unaltered: the files are signed', async () => {
    expect((await evaluated(repacked(() => undefined))).verdict).toBe('unaltered');
  });
});

describe('altered: it contradicts its manifest or its signature', () => {
  test.each<[string, (files: Unzipped) => void, RegExp]>([
    [
      'a file was changed',
      (files) => edited(files, 'timeline.md', (text) => text.replace('Timeline', 'Timelime')),
      /timeline\.md: has another content/,
    ],
    ['a file was taken out', (files) => delete files['empty.csv'], /empty\.csv: is missing/],
    [
      'a file was put beside',
      (files) => {
        files['notes.md'] = strToU8('trust me');
      },
      /notes\.md: is not in the manifest/,
    ],
    [
      'a file would lead out of the folder',
      (files) => {
        files['../../.bashrc'] = strToU8('rm');
      },
      /\.bashrc: is not in the manifest/,
    ],
    [
      'a name has terminal escapes: they are not passed on',
      (files) => {
        files['\u001b[2Jx'] = strToU8('');
      },
      /^x: is not in the manifest/,
    ],
    [
      'the manifest was made to fit',
      (files) => edited(files, 'manifest.json', (text) => text.replace('15:30:00', '15:31:00')),
      /is not what that key signed/,
    ],
    ['the signature was taken out', (files) => delete files['manifest.sig'], /was taken out/],
    [
      'the signature is another one',
      (files) => edited(files, 'manifest.sig', () => `${Buffer.alloc(64, 7).toString('base64')}\n`),
      /is not what that key signed/,
    ],
    [
      'the signature is none',
      (files) => edited(files, 'manifest.sig', () => 'signed, the console'),
      /is not what that key signed/,
    ],
  ])('%s', async (_name, change, says) => {
    const { verdict, why, differences } = await evaluated(repacked(change));
    expect(verdict).toBe('altered');
    expect([why, ...differences].some((line) => says.test(line))).toBe(true);
    expect([why, ...differences].join()).not.toContain('\u001b');
  });

  test('one that nobody signed, and that does not fit its own manifest', async () => {
    bundle = await bundleOf({ key: null, why: 'chmod 600' });
    const result = await evaluated(repacked((files) => edited(files, 'timeline.md', () => '')));
    bundle = await bundleOf(signedBy(key));
    expect(result).toMatchObject({ verdict: 'altered', says: { key: null } });
  });

  test('what many files differ in is cut', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ name: `f${i}`, text: String(i) }));
    const result = await evaluated(
      zipSync({ ...unzipSync(await bundleOf(signedBy(key), many)), ...wiped(many) }),
    );
    expect(result.differences).toHaveLength(20);
    expect(result.why).toContain('40 of its files');
  });
});

const wiped = (files: readonly { name: string }[]): Unzipped =>
  Object.fromEntries(files.map(({ name }) => [name, strToU8('another')]));

describe('unknown: nobody can tell', () => {
  test('there was no key to sign it with: it says why', async () => {
    const result = await evaluated(await bundleOf({ key: null, why: 'seal-key.pem: chmod 600' }));
    expect(result).toMatchObject({ verdict: 'unknown', says: { key: null } });
    expect(result.why).toContain('it is not signed: seal-key.pem: chmod 600');
  });

  test('there is no key to check it with', async () => {
    const result = await bundleVerdict(bundle, async (id) => ({ why: `no key ${id}` }));
    expect(result).toMatchObject({ verdict: 'unknown', why: expect.stringContaining(`no key ${key.id}`) });
  });
});

describe('what is no such zip, or a hostile one, is never unaltered, and says why', () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(), /does not end with the directory/],
    ['a zip of another thing', () => zipSync({ 'a.txt': strToU8('a') }), /no manifest\.json/],
    ['an empty zip', () => zipSync({}), /no manifest\.json/],
    ['cut off, its directory missing', () => bundle.subarray(0, -60), /cut off/],
    ['something after it', () => Buffer.concat([bundle, Buffer.from('more')]), /cut off/],
    ['something before it', () => Buffer.concat([Buffer.from('PKmore'), bundle]), /directory/],
    [
      'a manifest of another version',
      () => repacked((files) => edited(files, 'manifest.json', (text) => text.replace(': 2', ': 1'))),
      /another version/,
    ],
    [
      'a manifest that lists a file outside',
      () =>
        repacked((files) => edited(files, 'manifest.json', (text) => text.replace('empty.csv', '../up.csv'))),
      /damaged/,
    ],
    [
      'a manifest that is no JSON',
      () => repacked((files) => edited(files, 'manifest.json', () => '{')),
      /damaged/,
    ],
    ['two files of one name', () => doubled('manifest.json'), /same name/],
    ['a directory that names a file otherwise', () => patched(46, 0x41), /one name in the directory/],
    [
      'more in a file than its directory says',
      () => patched(24, 1),
      /damaged|size|larger than|Cannot create/i,
    ],
    ['a file that says it has gigabytes', () => patched(27, 0xff), /more than is read/],
    ['a file that is packed in another way', () => bothPatched(10, 8, 12), /not read/],
    ['a file that is encrypted', () => bothPatched(8, 6, 1), /not read/],
  ])('%s', async (_name, make, says) => {
    const result = await evaluated(make());
    expect(result.verdict).not.toBe('unaltered');
    expect([result.why, ...result.differences].join('\n')).toMatch(says);
  });
});

/** The bundle's files, and one of them twice. */
function doubled(name: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((_error, piece) => pieces.push(piece));
  const files = Object.entries(unzipSync(bundle));
  for (const [file, bytes] of [...files, ...files.filter(([file]) => file === name)]) {
    const entry = new ZipPassThrough(file);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(pieces);
}

/** One byte of the first entry of the directory, and of the first entry itself. */
function patched(offset: number, value: number): Uint8Array {
  const bytes = Buffer.from(bundle);
  bytes[bytes.readUInt32LE(bytes.length - 6) + offset] = value;
  return bytes;
}
function bothPatched(inDirectory: number, inEntry: number, value: number): Uint8Array {
  const bytes = Buffer.from(patched(inDirectory, value));
  bytes[inEntry] = value;
  return bytes;
}

test('whatever byte is another one: it is unaltered only if any program unpacks the same files from it', async () => {
  const small = await bundleOf(signedBy(key), FILES.slice(0, 2));
  const original = unzipSync(small);
  await fc.assert(
    fc.asyncProperty(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const other = Buffer.from(small);
      other[at] = (other[at] ?? 0) ^ by;
      const { verdict } = await evaluated(other);
      if (verdict === 'unaltered') expect(unzipSync(other)).toEqual(original);
    }),
    { numRuns: 2_000, seed: 21 },
  );
});
