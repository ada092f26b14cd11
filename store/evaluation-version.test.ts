import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { judgeVersion } from './evaluation-version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'judge-'));
  cpSync('lib', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the same sources are the same judge, and a changed test is no other one', () => {
  expect(judgeVersion(folder)).toBe(judgeVersion('lib'));
  writeFileSync(join(folder, 'evaluate', 'more.test.ts'), '//');
  expect(judgeVersion(folder)).toBe(judgeVersion('lib'));
});

test.each(['evaluate/more.ts', 'vocabulary.ts'])('a changed %s is another judge', (file) => {
  writeFileSync(join(folder, file), '//');
  expect(judgeVersion(folder)).not.toBe(judgeVersion('lib'));
});
