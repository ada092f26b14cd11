/** No age, countdown or lag may come of the reader's wall clock: what reads it is found in the sources. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Compares it with the monotonic clock, to suspect a sleep; says so where it does. */
const ONLY_READER = 'live/freeze.ts';
const READS_WALL_CLOCK =
  /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\s*\(|\btimeOrigin\b|\bTemporal\.Now\b|\.lastModified\b/;

const root = import.meta.dirname;
const sources = ['.', '../app', '../lib', '../features']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name));

describe('a look at the wall clock is recognised', () => {
  test.each([
    'Date.now()',
    'const n = Date.now',
    'new Date()',
    'new Date( )',
    'new Date;',
    'Date()',
    'performance.timeOrigin',
  ])('%s', (code) => expect(code).toMatch(READS_WALL_CLOCK));
  test.each([
    'new Date(Date.parse(iso))',
    'new Date(at).toISOString()',
    'Date.parse(now)',
    'formatDate()',
    'performance.now()',
  ])('%s is none', (code) => expect(code).not.toMatch(READS_WALL_CLOCK));
});

test('one file reads it, in one place, and no age comes of it', () => {
  expect(sources.length).toBeGreaterThan(80);
  const readers = sources.filter((name) => READS_WALL_CLOCK.test(readFileSync(join(root, name), 'utf8')));
  expect(readers).toEqual([ONLY_READER]);
  expect(readFileSync(join(root, ONLY_READER), 'utf8').match(/Date\.now/g)).toHaveLength(1);
});
