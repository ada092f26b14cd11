import { expect, test } from 'vitest';
import { bucketOf, merge } from './bucket.ts';
import { minuteRuns } from './minutes.ts';

const T0 = Date.parse('2026-11-20T15:00:00Z');
/** A minute of a sample each second, `u` up, `d` down, `?` not observed, the rest not polled. */
const minute = (index: number, seconds: string) => ({
  at: T0 + index * 60_000,
  bucket: [...seconds]
    .map((s, i) => bucketOf(T0 + index * 60_000 + i * 1_000, s === '?' ? null : s === 'u' ? 1 : 0))
    .reduce(merge),
});

test.each([
  ['u'.repeat(60), 'ones'],
  ['u'.repeat(55), 'ones'],
  ['u'.repeat(54), 'unobserved'],
  [`${'u'.repeat(59)}?`, 'unobserved'],
  [`${'u'.repeat(59)}d`, 'some-zeros'],
  ['d?', 'some-zeros'],
  ['d'.repeat(60), 'zeros'],
  ['d'.repeat(30), 'some-zeros'],
  ['?'.repeat(60), 'unobserved'],
])('a minute of %s is %s', (seconds, state) => {
  expect(minuteRuns([minute(0, seconds)])).toEqual([{ from: T0, to: T0 + 60_000, state }]);
});

test('neighbours of one state are one run, and a minute that is not there parts them', () => {
  const up = 'u'.repeat(60);
  const runs = minuteRuns([minute(0, up), minute(1, up), minute(3, up), minute(4, 'd')]);
  expect(runs.map(({ from, to, state }) => [(from - T0) / 60_000, (to - T0) / 60_000, state])).toEqual([
    [0, 2, 'ones'],
    [3, 4, 'ones'],
    [4, 5, 'some-zeros'],
  ]);
});
