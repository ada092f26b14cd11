import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ArtifactError, removeArtifacts, writeArtifacts } from './whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILES = new Map([
  ['a.md', 'new'],
  ['b.json', '{}'],
]);

test('files are written whole into a folder that is made, and replace older ones', () => {
  const below = join(folder, 'x', 'y');
  writeArtifacts(below, new Map([['a.md', 'old']]));
  expect(writeArtifacts(below, FILES)).toEqual([join(below, 'a.md'), join(below, 'b.json')]);
  expect(readdirSync(below).sort()).toEqual(['a.md', 'b.json']);
  expect(readFileSync(join(below, 'a.md'), 'utf8')).toBe('new');
});

test('if one cannot be written none is left, an older one included', () => {
  writeFileSync(join(folder, 'a.md'), 'old');
  mkdirSync(join(folder, 'b.json', 'in-the-way'), { recursive: true });
  expect(() => writeArtifacts(folder, FILES)).toThrow(ArtifactError);
  expect(readdirSync(folder)).toEqual(['b.json']);
});

test('a folder that cannot be made is named in the error', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeArtifacts(join(folder, 'file', 'below'), FILES)).toThrow(
    /file\/below: cannot be written to/,
  );
});

test('removing a missing file is no error', () => {
  writeFileSync(join(folder, 'a.md'), 'old');
  writeFileSync(join(folder, 'other'), 'stays');
  removeArtifacts(folder, ['a.md', 'b.json']);
  expect(readdirSync(folder)).toEqual(['other']);
});
