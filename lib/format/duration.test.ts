import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, formatAge, formatCountdown, formatDuration, formatLimit } from './duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('an age reads as the desk says it', () => {
  test.each([
    [0, '0.0 s'],
    [412, '0.4 s'],
    [94_200, '94.2 s'],
    [99_940, '99.9 s'],
    [99_960, '1:39'],
    [100_000, '1:40'],
    [192_000, '3:12'],
    [599_999, '9:59'],
    [600_000, '10 min'],
    [14 * MINUTE + 15_000, '14 min 15 s'],
    [3_599_999, '59 min 59 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [86_400_000, '1 d'],
    [273_600_000, '3 d 4 h'],
    [-1_200, '−1.2 s'],
  ])('%d ms is %s', (ms, text) => expect(formatAge(ms)).toBe(text));
});

describe('a countdown says zero only when it is due', () => {
  test.each([
    [26_000, '0:26'],
    [25_001, '0:26'],
    [1, '0:01'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [599_001, '10 min'],
    [14 * MINUTE + 15_000, '14 min 15 s'],
    [14 * HOUR + 15 * MINUTE, '14 h 15 min'],
    [7_200_000, '2 h'],
  ])('%d ms is %s', (ms, text) => expect(formatCountdown(ms)).toBe(text));
});

describe('a past duration has units', () => {
  test.each([
    [0, '0 s'],
    [400, '0.4 s'],
    [9_960, '10 s'],
    [70_400, '70 s'],
    [99_600, '1 min 40 s'],
    [120_000, '2 min'],
    [125_000, '2 min 5 s'],
    [3_599_600, '1 h'],
    [3_900_000, '1 h 5 min'],
    [273_600_000, '3 d 4 h'],
    [-70_000, '−70 s'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

test('a limit is short', () => expect([60, 2.5].map(formatLimit)).toEqual(['60 s', '2.5 s']));

test('no length of time reads as a time of day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2 * HOUR, max: 1_000 * HOUR }), (ms) => {
      for (const text of [formatAge(ms), formatCountdown(ms), formatDuration(ms)])
        expect(text).not.toMatch(/\d\d:\d\d/);
    }),
  );
});

test('a time that was never observed has no age, and neither has a broken instant', () => {
  const now = '2026-11-20T15:15:42.500Z';
  expect(between('2026-11-20T15:15:40.000Z', now)).toBe(2_500);
  expect(between(null, now)).toBeNull();
  expect(between('yesterday', now)).toBeNull();
});
