import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { evaluationVersion } from './evaluation-version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'judge-'));
  cpSync('lib', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the same sources are the same version, and a changed test makes no other one', () => {
  expect(evaluationVersion(folder)).toBe(evaluationVersion('lib'));
  writeFileSync(join(folder, 'evaluate', 'more.test.ts'), '//');
  expect(evaluationVersion(folder)).toBe(evaluationVersion('lib'));
});

test.each(['evaluate/more.ts', 'vocabulary.ts'])('a changed %s is another version', (file) => {
  writeFileSync(join(folder, file), '//');
  expect(evaluationVersion(folder)).not.toBe(evaluationVersion('lib'));
});
