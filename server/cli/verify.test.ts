import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEAL_KEYWORD } from '#features/seals/document.ts';
import { withPngText } from '#features/seals/index.ts';
import { readPicture } from '#features/seals/server/picture.ts';
import { knownOf } from '#features/seals/server/recent-postures.ts';
import { openSealKey, publicKeyFile } from '#features/seals/server/seal-key.ts';
import { Sealer } from '#features/seals/server/sealer.ts';
import { publishedAt, T0 } from '#testing/store/postures.ts';
import { verifyCommand } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'verify-'));
const data = join(root, 'data');
const at = (name: string) => join(root, name);
let code = '';

function picture(shade: number): Buffer {
  const image = new PNG({ width: 2, height: 2 });
  for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : shade;
  return PNG.sync.write(image);
}

beforeAll(() => {
  mkdirSync(data);
  const opened = openSealKey(data, T0);
  if (opened.key === null) throw new Error(opened.why);
  const read = readPicture(picture(7));
  if (!read.ok) throw new Error(read.why);
  const known = knownOf(publishedAt(T0).posture);
  const clock = { now: () => T0, monotonic: () => 0 };
  const sealer = new Sealer({ opened, clock, clockOffsetSeconds: 0, find: () => known });
  const answer = sealer.seal(known.id, read.pixels);
  if (!answer.ok) throw new Error(answer.why);
  code = answer.value.code;
  writeFileSync(at('sealed.png'), withPngText(picture(7), SEAL_KEYWORD, code));
  writeFileSync(at('bare.png'), picture(7));
  writeFileSync(at('forged.png'), withPngText(picture(8), SEAL_KEYWORD, code));
  // A forger puts a seal of his own before the console's.
  writeFileSync(
    at('two.png'),
    withPngText(withPngText(picture(7), SEAL_KEYWORD, code), SEAL_KEYWORD, 'mc1.x.y'),
  );
  writeFileSync(at('cut.png'), picture(7).subarray(0, 50));
  cpSync(join(data, publicKeyFile(opened.key.id)), at('key.pem'));
  mkdirSync(at('other'));
  openSealKey(at('other'), T0);
  const [other] = readdirSync(at('other')).filter((name) => name.startsWith('seal-public'));
  cpSync(join(at('other'), other ?? ''), at('other.pem'));
});
afterAll(() => rmSync(root, { recursive: true }));

async function verify(...args: string[]): Promise<{ exit: number; out: string }> {
  const told = { exit: -1, out: '' };
  const outside = {
    write: (text: string) => {
      told.out += text;
    },
    complain: () => undefined,
    terminal: { columns: 80, isTTY: false, write: () => true },
    setExitCode: (exit: number) => {
      told.exit = exit;
    },
  };
  await verifyCommand(outside).exitOverride().parseAsync(args, { from: 'user' });
  return told;
}

describe('a picture', () => {
  test.each<[string, () => string[], number, RegExp]>([
    ['with its seal', () => [at('sealed.png'), '--data-dir', data], 0, /^UNALTERED: .*no journal/],
    ['with the key alone', () => [at('sealed.png'), '--key', at('key.pem')], 0, /^UNALTERED/],
    [
      'with the code of its ticket',
      () => [at('bare.png'), '--seal', code, '--data-dir', data],
      0,
      /^UNALTERED/,
    ],
    [
      'with a code that the ticket has wrapped',
      () => [at('bare.png'), '--seal', code.replaceAll(/(.{60})/g, '$1\n  '), '--data-dir', data],
      0,
      /^UNALTERED/,
    ],
    ['that lost its seal', () => [at('bare.png'), '--data-dir', data], 2, /^UNKNOWN: it carries no seal/],
    ['with other pixels', () => [at('forged.png'), '--data-dir', data], 1, /^ALTERED/],
    [
      'with a false seal before its own',
      () => [at('two.png'), '--data-dir', data],
      2,
      /^UNKNOWN: its seal is damaged/,
    ],
    ['with both, and the code', () => [at('two.png'), '--seal', code, '--data-dir', data], 0, /^UNALTERED/],
    [
      'with the key of another console',
      () => [at('sealed.png'), '--key', at('other.pem')],
      2,
      /this is another one/,
    ],
    [
      'without any key',
      () => [at('sealed.png'), '--data-dir', at('other')],
      2,
      /no key to check its seal with/,
    ],
    ['that is cut', () => [at('cut.png'), '--seal', code, '--data-dir', data], 2, /cannot be decoded/],
    ['that is a folder', () => [root, '--data-dir', data], 2, /^UNKNOWN/],
  ])('%s', async (_, args, exit, words) => {
    expect(await verify(...args())).toEqual({ exit, out: expect.stringMatching(words) });
  });

  test('is reported as one document for programs, with what was signed', async () => {
    const { exit, out } = await verify(at('sealed.png'), '--data-dir', data, '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'unaltered',
      sealed: { sealed: new Date(T0).toISOString() },
    });
  });
});

test('what is said claims no more than the pixels', async () => {
  const { out } = await verify(at('sealed.png'), '--data-dir', data);
  expect(out).toContain('It does not say that the pixels show that posture.');
});
