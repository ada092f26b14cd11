import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMarks } from './mark-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'marks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('equal values have equal marks, also for the next process, and others have others', () => {
  const { mark, why } = openMarks(folder);
  expect(why).toBeNull();
  expect(openMarks(folder).mark('DRY_RUN', 'true')).toBe(mark('DRY_RUN', 'true'));
  expect(mark('DRY_RUN', 'false')).not.toBe(mark('DRY_RUN', 'true'));
  expect(mark('OTHER', 'true')).not.toBe(mark('DRY_RUN', 'true'));
});

test('a mark shows nothing of its value, and its key is for the console alone', () => {
  expect(openMarks(folder).mark('TOKEN', 'hunter2')).toMatch(/^mark:[0-9a-f]{8}:[0-9a-f]{24}$/);
  expect(statSync(join(folder, 'mark-key')).mode & 0o077).toBe(0);
});

test('another installation marks the same value otherwise, and shows that its key is another one', () => {
  const one = openMarks(folder).mark('DRY_RUN', 'true');
  rmSync(join(folder, 'mark-key'));
  const other = openMarks(folder).mark('DRY_RUN', 'true');
  expect(other.split(':')[1]).not.toBe(one.split(':')[1]);
});

test('a damaged key is replaced', () => {
  writeFileSync(join(folder, 'mark-key'), 'short');
  expect(openMarks(folder).why).toBeNull();
  expect(readFileSync(join(folder, 'mark-key'), 'utf8').trim()).toHaveLength(64);
});

test('without a folder marks hold for this process', () => {
  const { mark, why } = openMarks(join(folder, 'absent'));
  expect(why).toMatch(/ENOENT/);
  expect(mark('A', '1')).toBe(mark('A', '1'));
});
