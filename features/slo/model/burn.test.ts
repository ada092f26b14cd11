import { describe, expect, test } from 'vitest';
import { MINUTE_MS, minutesIn } from '#lib/intervals.ts';
import { burnFactor, burnsOf } from './burn.ts';
import { countedTime, monthOf } from './clock.ts';
import { observe, type Run } from './minutes.ts';

const at = (iso: string): number => Date.parse(iso);
const HOUR = 60;

describe('the factors come of the hours that an SLO has', () => {
  test.each([
    ['the workbook’s month', 720 * HOUR, 14.4, 6],
    ['a month of market hours', 136.5 * HOUR, 2.73, 1.1375],
    ['a March of all hours', 743 * HOUR, 14.86, 6.191667],
    ['a November of business hours', 160 * HOUR, 3.2, 1.333333],
    ['a few hours: no less than what lasts for the period', 10 * HOUR, 1, 1],
  ])('%s', (_, minutes, fast, slow) => {
    expect([burnFactor(0.02, minutes, 60), burnFactor(0.05, minutes, 360)]).toEqual([fast, slow]);
  });
});

/** A Tuesday in August 2026 (21 sessions) at 11:30 ET, two hours into its session. */
const NOON = at('2026-08-18T15:30:00Z');
const PERIOD = monthOf(NOON);

/** Minutes before now, by the wall clock. */
const ago = (state: Run['state'], from: number, to: number, now = NOON): Run => ({
  state,
  from: now - from * MINUTE_MS,
  to: now - to * MINUTE_MS,
});

const burning = (runs: readonly Run[], now = NOON, objectivePercent = 99) => {
  const counted = countedTime('market-hours', { from: PERIOD.from, to: now }, null) ?? [];
  const whole = countedTime('market-hours', PERIOD, null) ?? [];
  const observed = observe(runs, counted);
  return burnsOf({ objectivePercent, observed, counted, periodMinutes: minutesIn(whole), now });
};

const calm: Run = { state: 'good', ...PERIOD };

/** A budget of 81.9 minutes: 2 % are 1.6 (two in the hour, one of them late), 5 % are 4.1 (five in six hours). */
describe('long and short window together', () => {
  test.each([
    ['nothing bad', [calm], 'no'],
    ['two bad minutes, the last just now', [calm, ago('bad', 30, 29), ago('bad', 1, 0)], 'fast'],
    ['two bad minutes, the last six minutes ago', [calm, ago('bad', 8, 6)], 'no'],
    ['one bad minute is no 2 %', [calm, ago('bad', 1, 0)], 'no'],
    [
      'five in six hours, one of them in the last half',
      [calm, ago('bad', 100, 96), ago('bad', 20, 19)],
      'slow',
    ],
    ['four in six hours', [calm, ago('bad', 100, 97), ago('bad', 20, 19)], 'no'],
    ['five in six hours, all over', [calm, ago('bad', 100, 95)], 'no'],
    ['nobody looked', [], 'cannot-tell'],
    ['nobody looked in the last five minutes', [calm, ago('unobserved', 5, 0)], 'cannot-tell'],
    ['nobody looked two hours ago, good since', [calm, ago('unobserved', 120, 60)], 'no'],
    ['fast for sure, whatever was not observed', [ago('bad', 9, 0)], 'fast'],
    [
      'slow for sure, perhaps fast',
      [calm, ago('bad', 100, 95), ago('bad', 20, 19), ago('unobserved', 3, 0)],
      'slow',
    ],
    [
      'two bad minutes, then nobody looked',
      [calm, ago('bad', 20, 18), ago('unobserved', 5, 0)],
      'cannot-tell',
    ],
    ['bad now, perhaps before', [calm, ago('unobserved', 40, 38), ago('bad', 1, 0)], 'cannot-tell'],
    ['perhaps slow, surely not fast', [calm, ago('unobserved', 120, 115), ago('bad', 20, 19)], 'cannot-tell'],
  ] as const)('%s: %s', (_, runs, paging) => expect(burning(runs).paging).toBe(paging));
});

test('the short window wants the same rate as the long one', () => {
  // 90 % leave so much that 17 bad minutes are 2 % of it, and 2 in five minutes the rate of that.
  const hour = [calm, ago('bad', 50, 34)];
  expect(burning([...hour, ago('bad', 1, 0)], NOON, 90).fast.burning).toBe('no');
  expect(burning([...hour, ago('bad', 2, 0)], NOON, 90).fast.burning).toBe('yes');
});

test('exactly 2 % of the budget are enough', () => {
  const counted = [{ from: NOON - 60 * MINUTE_MS, to: NOON }];
  const observed = observe([calm, ago('bad', 3, 0)], counted);
  const of = (periodMinutes: number) =>
    burnsOf({ objectivePercent: 98, observed, counted, periodMinutes, now: NOON }).fast.burning;
  expect([of(7_500), of(7_501)]).toEqual(['yes', 'no']);
});

describe('a clock that stands still', () => {
  const monday = at('2026-08-17T20:00:00Z');
  const badClose = [calm, ago('bad', 10, 0, monday)];

  test.each([
    ['at the close', '2026-08-17T20:00:00Z', 'fast'],
    ['in the night, when nothing can burn', '2026-08-18T03:00:00Z', 'no'],
    ['at the next open, calm', '2026-08-18T13:35:00Z', 'no'],
  ])('a bad close, %s', (_, now, paging) => expect(burning(badClose, at(now)).paging).toBe(paging));

  test('the first bad minute of the day finds what the evening before has spent', () => {
    const now = at('2026-08-18T13:31:00Z');
    const evening = [calm, ago('bad', 1, 0, monday)];
    expect(burning([...evening, ago('bad', 1, 0, now)], now).paging).toBe('fast');
    expect(burning([calm, ago('bad', 1, 0, now)], now).paging).toBe('no');
  });

  test('a month begins with a budget of its own', () => {
    const now = at('2026-08-03T13:32:00Z');
    const friday = {
      state: 'bad',
      from: at('2026-07-31T19:00:00Z'),
      to: at('2026-07-31T20:00:00Z'),
    } as const;
    expect(burning([calm, friday, ago('bad', 1, 0, now)], now)).toEqual(
      burning([calm, ago('bad', 1, 0, now)], now),
    );
  });
});

describe('burn rates', () => {
  test('are multiples of what lasts for the period, over the whole window', () => {
    const { fast, slow } = burning([calm, ago('bad', 3, 0), ago('unobserved', 60, 57)]);
    expect(fast).toMatchObject({
      factor: 2.73,
      rate: { atBest: 5, atWorst: 10 },
      shortRate: { atBest: 60, atWorst: 60 },
    });
    expect(slow).toMatchObject({ factor: 1.1375, rate: { atBest: 0.833333, atWorst: 1.666667 } });
  });

  test('with an objective of 100 % there is no rate, and any bad minute pages', () => {
    expect(burning([calm], NOON, 100)).toMatchObject({ fast: { rate: null }, paging: 'no' });
    expect(burning([calm, ago('bad', 1, 0)], NOON, 100).paging).toBe('fast');
  });
});
