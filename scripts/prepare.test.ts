/** Decisions of `npm start` and `npm test`: install or not, build or not. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, isInstalled } from './prepare.mjs';

let folder: string;
let clone: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prepare-'));
  clone = join(folder, 'clone');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, content: unknown) {
  const path = join(clone, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

describe('what the pages are built from', () => {
  const digest = (root: string) => digestOf(['lib', 'app', 'not-there', 'package.json'], root);

  beforeEach(() => {
    write('lib/a.ts', 'a');
    write('lib/deep/b.ts', 'b');
    write('app/page.tsx', 'page');
    write('package.json', '{}');
  });

  test('is the same in a copied and in a moved clone', () => {
    const before = digest(clone);
    cpSync(clone, join(folder, 'copy'), { recursive: true });
    expect(digest(join(folder, 'copy'))).toBe(before);
    renameSync(clone, join(folder, 'moved'));
    expect(digest(join(folder, 'moved'))).toBe(before);
  });

  test.each([
    ['a content', () => write('lib/a.ts', 'A')],
    ['a new file', () => write('lib/c.ts', '')],
    ['a name', () => renameSync(join(clone, 'lib/a.ts'), join(clone, 'lib/z.ts'))],
    ['a folder', () => renameSync(join(clone, 'lib/deep'), join(clone, 'lib/other'))],
    ['where one file ends', () => write('lib/a.ts', 'alib/deep/b.ts')],
  ])('differs by %s', (_, change) => {
    const before = digest(clone);
    change();
    expect(digest(clone)).not.toBe(before);
  });

  test('does not differ by a test', () => {
    const before = digest(clone);
    write('lib/a.test.ts', 'a test');
    expect(digest(clone)).toBe(before);
  });
});

describe('what is installed', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' };
  const binary = { version: '2.0.0', integrity: 'sha512-b', optional: true };
  const lock = (packages: object) => write('package-lock.json', { packages: { '': {}, ...packages } });
  const installed = (packages: object) => write('node_modules/.package-lock.json', { packages });

  beforeEach(() => lock({ 'node_modules/a': a, 'node_modules/binary': binary }));

  test('is what the lock file says, with this platform’s binaries or without them', () => {
    installed({ 'node_modules/a': a });
    expect(isInstalled(clone)).toBe(true);
    installed({ 'node_modules/a': a, 'node_modules/binary': binary });
    expect(isInstalled(clone)).toBe(true);
    renameSync(clone, join(folder, 'moved'));
    expect(isInstalled(join(folder, 'moved'))).toBe(true);
  });

  test.each([
    ['nothing', () => undefined],
    ['a package less', () => installed({ 'node_modules/binary': binary })],
    ['another version', () => installed({ 'node_modules/a': { ...a, version: '1.0.1' } })],
    ['other bytes', () => installed({ 'node_modules/a': { ...a, integrity: 'sha512-x' } })],
    [
      'another version of a binary',
      () => installed({ 'node_modules/a': a, 'node_modules/binary': { ...binary, version: '1.9.0' } }),
    ],
    ['half a file', () => write('node_modules/.package-lock.json', '{"packages": {')],
  ])('is not what the lock file says: %s', (_, install) => {
    install();
    expect(isInstalled(clone)).toBe(false);
  });
});
