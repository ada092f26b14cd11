import { describe, expect, test } from 'vitest';
import { type Interval, MINUTE_MS, minutesIn } from '#lib/intervals.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import type { SloClock } from '#lib/vocabulary.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { countedTime, monthOf } from './clock.ts';

const at = (iso: string): number => Date.parse(iso);
const month = (yearMonth: string): Interval => monthOf(at(`${yearMonth}-15T12:00:00Z`));
const iso = ({ from, to }: Interval): string[] => [new Date(from).toISOString(), new Date(to).toISOString()];
const counted = (clock: SloClock, within: Interval): number | null => {
  const spans = countedTime(clock, within, null);
  return spans === null ? null : minutesIn(spans);
};

describe('the month in New York', () => {
  test.each([
    ['2026-03-31T23:00:00Z', '2026-03-01T05:00:00.000Z', '2026-04-01T04:00:00.000Z'],
    ['2026-11-01T04:00:00Z', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['2026-11-01T03:59:59.999Z', '2026-10-01T04:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    ['2027-01-01T04:59:00Z', '2026-12-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
    ['2028-02-29T12:00:00Z', '2028-02-01T05:00:00.000Z', '2028-03-01T05:00:00.000Z'],
  ])('%s lies in %s to %s', (instant, from, to) => expect(iso(monthOf(at(instant)))).toEqual([from, to]));
});

describe('minutes that count in a month', () => {
  test.each([
    ['21 full sessions are the 136.5 hours', '2026-08', 21 * 390, 21 * 480, 31 * 1440],
    ['March loses an hour of the night', '2026-03', 22 * 390, 22 * 480, 743 * 60],
    ['November gains one; a holiday and a half-day', '2026-11', 19 * 390 + 210, 20 * 480, 721 * 60],
    ['Christmas Eve is a half-day', '2026-12', 21 * 390 + 210, 22 * 480, 31 * 1440],
    ['July 3 is a half-day', '2025-07', 21 * 390 + 210, 22 * 480, 31 * 1440],
    ['a day of mourning', '2025-01', 20 * 390, 20 * 480, 31 * 1440],
    ['the calendar’s last month', '2030-12', 20 * 390 + 210, 21 * 480, 31 * 1440],
    ['past the market’s calendar', '2031-01', null, null, 31 * 1440],
  ])('%s: %s', (_, yearMonth, market, business, all) => {
    expect(counted('market-hours', month(yearMonth))).toBe(market);
    expect(counted('business-hours', month(yearMonth))).toBe(business);
    expect(counted('monthly', month(yearMonth))).toBe(all);
  });
});

test('market hours are exactly the minutes in which the market is open', () => {
  const week = { from: at('2026-11-23T05:00:00Z'), to: at('2026-11-30T05:00:00Z') };
  const open = Array.from({ length: 7 * 1440 }, (_, i) => week.from + i * MINUTE_MS).filter(
    (minute) => marketAt(minute).state === 'open',
  );
  const inSpans = (countedTime('market-hours', week, null) ?? []).flatMap(({ from, to }) =>
    Array.from({ length: (to - from) / MINUTE_MS }, (_, i) => from + i * MINUTE_MS),
  );
  expect(open.length).toBe(3 * 390 + 210);
  expect(inSpans).toEqual(open);
});

test('minutes of declared closures, after early closes and after a halt of level 3 do not count', () => {
  const words = { reason: 'r', who: 'ada', source: 's' };
  const days = declaredDays({
    ...SAMPLE_PLAN,
    market: {
      closures: [{ date: '2026-08-03', ...words }],
      earlyCloses: [{ date: '2026-08-04', close: '12:30', ...words }],
    },
    marketHalts: [{ level: 3, from: '2026-08-05T14:30:00Z' }],
  });
  const spans = (clock: SloClock) => minutesIn(countedTime(clock, month('2026-08'), null, days) ?? []);
  expect(spans('market-hours')).toBe(21 * 390 - 390 - 210 - 330);
  expect(spans('business-hours')).toBe(20 * 480);
});

test('a span is cut where it begins and ends', () => {
  const within = { from: at('2026-11-27T17:30:00Z'), to: at('2026-11-27T21:30:00Z') };
  expect(countedTime('market-hours', within, null)?.map(iso)).toEqual([
    ['2026-11-27T17:30:00.000Z', '2026-11-27T18:00:00.000Z'],
  ]);
  expect(countedTime('business-hours', within, null)?.map(iso)).toEqual([iso(within)]);
});

test.each([['market-hours'], ['business-hours']] as const)(
  '%s that lie in part past the calendar are not guessed',
  (clock) => {
    const within = { from: at('2030-12-31T12:00:00Z'), to: at('2031-01-02T12:00:00Z') };
    expect(countedTime(clock, within, null)).toBeNull();
  },
);

describe('while enabled', () => {
  const within = month('2026-11');
  const seconds = (n: number) => within.from + n * 1_000;

  test('a minute counts where the agent was on for any part of it, inside the span alone', () => {
    const enabled = [
      { from: seconds(150), to: seconds(200) },
      { from: seconds(-600), to: seconds(30) },
    ];
    expect(countedTime('while-enabled', within, enabled)).toEqual([
      { from: seconds(0), to: seconds(60) },
      { from: seconds(120), to: seconds(240) },
    ]);
  });

  test('never on counts nothing', () => expect(countedTime('while-enabled', within, [])).toEqual([]));

  test('where nobody knows, it cannot be determined, not even of no time at all', () => {
    expect(countedTime('while-enabled', within, null)).toBeNull();
    expect(countedTime('while-enabled', { from: within.from, to: within.from }, null)).toBeNull();
  });
});

test.each(['none', 'monthly', 'market-hours', 'business-hours'] as const)(
  '%s: no time has no minutes',
  (clock) => {
    const from = at('2026-11-23T15:00:00Z');
    expect(countedTime(clock, { from, to: from }, null)).toEqual([]);
  },
);

test('where the plan says that none applies, nothing counts', () => {
  expect(countedTime('none', month('2026-11'), null)).toEqual([]);
});
