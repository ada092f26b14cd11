import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSealKey, publicKeyFile, type SealKey } from './seal-key.ts';

const NOW = Date.parse('2026-11-20T15:15:00Z');
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seal-key-'));
  file = join(folder, 'seal-key.pem');
});
afterEach(() => rmSync(folder, { recursive: true }));

function opened(): { key: SealKey; setAside: string | null } {
  const found = openSealKey(folder, NOW);
  if (found.key === null) throw new Error(found.why);
  return found;
}

test('a key is made once, for its owner alone, with its public half beside it and no draft left', () => {
  const first = opened();
  expect(first.setAside).toBe(null);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, publicKeyFile(first.key.id)), 'utf8')).toBe(first.key.publicPem);
  expect(opened().key.id).toBe(first.key.id);
  expect(readdirSync(folder).sort()).toEqual(['seal-key.pem', publicKeyFile(first.key.id)].sort());
});

const rsa = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('a file that holds no such key is set aside whole, and a new key takes its place', () => {
  test.each([
    ['nothing', () => ''],
    ['garbage', () => 'garbage'],
    ['half a key', () => readFileSync(file, 'utf8').slice(0, 60)],
    ['a key of another kind', rsa],
    ['far more than a key has', () => 'x'.repeat(100_000)],
  ])('%s', (_name, content) => {
    const before = opened().key.id;
    const damaged = content();
    writeFileSync(file, damaged);
    const { key, setAside } = opened();
    expect(key.id).not.toBe(before);
    expect(setAside).toContain('held no Ed25519 key');
    expect(readFileSync(`${file}.damaged-2026-11-20T151500.000Z`, 'utf8')).toBe(damaged);
    // Earlier seals can still be checked.
    expect(readdirSync(folder)).toContain(publicKeyFile(before));
  });
});

test('a key that everybody may read is not used, nor touched', () => {
  opened();
  const pem = readFileSync(file, 'utf8');
  chmodSync(file, 0o644);
  expect(openSealKey(folder, NOW)).toMatchObject({ key: null, why: expect.stringContaining('chmod 600') });
  expect(readFileSync(file, 'utf8')).toBe(pem);
});

test('a path that is no file, and a missing folder, are reported', () => {
  mkdirSync(file);
  expect(openSealKey(folder, NOW)).toMatchObject({ key: null, why: expect.stringContaining('seal-key.pem') });
  expect(openSealKey(join(folder, 'none'), NOW)).toMatchObject({
    key: null,
    why: expect.stringContaining('ENOENT'),
  });
});
