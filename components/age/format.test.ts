import { describe, expect, test } from 'vitest';
import { between, formatAge, formatCountdown, formatLimit } from './format.ts';
import { formatEastern, formatEasternMinute, formatUtc } from './instant.ts';

describe('an age reads as the desk says it', () => {
  test.each([
    [0, '0.0 s'],
    [412, '0.4 s'],
    [94_200, '94.2 s'],
    [99_940, '99.9 s'],
    [99_960, '1:39'],
    [100_000, '1:40'],
    [192_000, '3:12'],
    [3_599_999, '59:59'],
    [3_600_000, '1 h 00 m'],
    [7_500_000, '2 h 05 m'],
    [86_400_000, '1 d 00 h'],
    [273_600_000, '3 d 04 h'],
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
    [7_200_000, '2 h 00 m'],
  ])('%d ms is %s', (ms, text) => expect(formatCountdown(ms)).toBe(text));
});

test('a limit is short', () => expect([60, 2.5].map(formatLimit)).toEqual(['60 s', '2.5 s']));

test('what was never seen has no age, and neither has a broken instant', () => {
  const now = '2026-11-20T15:15:42.500Z';
  expect(between('2026-11-20T15:15:40.000Z', now)).toBe(2_500);
  expect(between(null, now)).toBeNull();
  expect(between('yesterday', now)).toBeNull();
});

test('instants are told in ET through summer and winter, and in UTC', () => {
  expect(formatEastern('2026-11-20T15:15:42.000Z')).toBe('10:15:42 ET');
  expect(formatEastern('2026-07-20T14:15:42.000Z')).toBe('10:15:42 ET');
  expect(formatEastern('2026-07-20T04:00:00.000Z')).toBe('00:00:00 ET');
  expect(formatEasternMinute('2026-11-20T15:30:00.000Z')).toBe('10:30 ET');
  expect(formatUtc('2026-11-20T15:15:42.000Z')).toBe('15:15:42 UTC');
  expect(formatEastern('soon')).toBe('--:--:-- ET');
});
