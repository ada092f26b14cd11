import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publicKeyFile } from '#features/seals/server/seal-key.ts';
import { bundleOf, newKey, signedBy } from '#testing/evidence/bundle.ts';
import { makeProgram } from './program.ts';

let folder = '';
let file = '';
const key = newKey();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-bundle-'));
  file = join(folder, 'incident.zip');
  writeFileSync(file, await bundleOf(signedBy(key)));
  writeFileSync(join(folder, publicKeyFile(key.id)), key.publicPem);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Output of the subcommand, and its exit code. */
async function verify(...args: string[]): Promise<[code: number, out: string]> {
  const [out, codes]: [string[], number[]] = [[], []];
  const program = makeProgram({
    write: (text) => void out.push(text),
    complain: (text) => void out.push(text),
    terminal: { isTTY: false, columns: 80, write: () => undefined },
    setExitCode: (code) => void codes.push(code),
  });
  await program.parseAsync(['verify', file, ...args], { from: 'user' });
  return [codes.at(-1) ?? -1, out.join('')];
}

test('0 with the key of the data folder, or with the one that is named', async () => {
  const [code, out] = await verify('--data-dir', folder);
  expect(code).toBe(0);
  expect(out).toMatch(/^UNALTERED: its 3 files are those that were signed/);
  expect(out).toContain(`signed by key ${key.id}`);
  expect((await verify('--key', join(folder, publicKeyFile(key.id))))[0]).toBe(0);
});

test('1 with what differs, for programs too', async () => {
  const bytes = await bundleOf(signedBy(key));
  // Of the first file, whose data begins after its header and its name.
  const at = 30 + 'postures/20261120T151500.000Z_1.json'.length + 4;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const [code, out] = await verify('--data-dir', folder, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    verdict: 'altered',
    differences: [expect.stringMatching(/^postures\//)],
    says: { files: 3, key: key.id },
  });
});

test('2 without its key, with the key of another console, and for a zip that is cut off', async () => {
  const other = join(folder, 'other.pem');
  writeFileSync(other, newKey().publicPem);
  expect(await verify('--key', other)).toEqual([2, expect.stringContaining('this is another one')]);
  expect(await verify('--data-dir', join(folder, 'none'))).toEqual([
    2,
    expect.stringContaining('there is no key to check its seal with'),
  ]);
  writeFileSync(file, (await bundleOf(signedBy(key))).subarray(0, -1));
  expect(await verify('--data-dir', folder)).toEqual([2, expect.stringMatching(/^UNKNOWN: the zip: /)]);
});

test('a seal is of a picture', async () => {
  await expect(verify('--seal', 'mc1.x.y')).rejects.toThrow(/--seal/);
});
