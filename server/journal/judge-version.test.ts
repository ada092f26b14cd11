import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { judgeVersion } from './judge-version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'judge-'));
  for (const part of ['contracts', 'judgement', 'ledger', 'market', 'plan'])
    cpSync(join('lib', part), join(folder, part), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the same sources are the same judge; a changed rule is another one, a changed test is not', () => {
  const was = judgeVersion(folder);
  expect(was).toBe(judgeVersion('lib'));
  writeFileSync(join(folder, 'judgement', 'more.test.ts'), '//');
  expect(judgeVersion(folder)).toBe(was);
  writeFileSync(join(folder, 'judgement', 'more.ts'), '//');
  expect(judgeVersion(folder)).not.toBe(was);
});
