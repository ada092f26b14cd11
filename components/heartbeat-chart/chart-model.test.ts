import { describe, expect, test } from 'vitest';
import type { History } from '#lib/series/history.ts';
import { chartModel, runsOf, spoken } from './chart-model.ts';

const START = Date.parse('2026-11-20T15:00:00.000Z');
const minute = (m: number) => START + m * 60_000;
const iso = (m: number) => new Date(minute(m)).toISOString();

/** One value a minute. */
function history(values: (number | null)[], over: Partial<History> = {}): History {
  return {
    agent: 'tide',
    series: 'heartbeat_age_seconds',
    from: iso(0),
    to: iso(values.length),
    limitSeconds: 60,
    points: values.flatMap((value, m): [number, number][] => (value === null ? [] : [[m * 60_000, value]])),
    unobserved: spansOf(values),
    sessions: [],
    ...over,
  };
}

/** Each run of minutes without a value. */
function spansOf(values: (number | null)[]): History['unobserved'] {
  return values.flatMap((value, m) => {
    if (value !== null || (m > 0 && values[m - 1] === null)) return [];
    const end = values.findIndex((v, i) => i > m && v !== null);
    return [{ from: iso(m), to: iso(end < 0 ? values.length : end), why: 'blind' as const }];
  });
}

describe('gaps', () => {
  test('are what was not observed, with why', () => {
    expect(chartModel(history([1, null, null, 4])).gaps).toEqual([
      { from: minute(1), to: minute(3), why: 'blind' },
    ]);
  });

  test('break the line: no run passes over one', () => {
    const runs = runsOf(chartModel(history([1, null, 3, 4])).line);
    expect(runs.map((run) => run.map((p) => p.age))).toEqual([[1], [3, 4]]);
  });
});

describe('the scale', () => {
  test.each([
    ['holds the limit while all is well', [1, 2], 60],
    ['holds the worst value', [1, 400], 400],
    ['is never empty', [null], 60],
  ])('%s', (_, values, within) => {
    const { top } = chartModel(history(values));
    expect(top).toBeGreaterThan(within);
    expect(top).toBeLessThan(within * 2);
  });

  test('without a limit is by the values alone', () => {
    expect(chartModel(history([8], { limitSeconds: null })).top).toBeLessThan(16);
  });
});

describe('marks', () => {
  test.each([
    [15, [0, 5, 10, 15]],
    [60, [0, 15, 30, 45, 60]],
  ])('of %d minutes stand on round minutes', (minutes, expected) => {
    const values = Array.from({ length: minutes }, () => 1);
    expect(chartModel(history(values)).marks).toEqual(expected.map(minute));
  });

  test('begin within the span when it begins on a crooked minute', () => {
    const { marks } = chartModel(history([], { from: iso(2), to: iso(17) }));
    expect(marks).toEqual([5, 10, 15].map(minute));
  });
});

test('sessions are the spans of the history', () => {
  const model = chartModel(history([1], { sessions: [{ from: iso(0), to: iso(1) }] }));
  expect(model.sessions).toEqual([{ from: minute(0), to: minute(1) }]);
});

describe('in words', () => {
  const age = (s: number) => `${s} s`;
  test.each([
    [[1, 94, 3], 'Worst age 94 s, limit 60 s.'],
    [[1, null, 3], 'Worst age 3 s, limit 60 s, not observed in 1 span.'],
    [[null], 'Nothing was observed in this span.'],
  ])('%j', (values, words) => {
    expect(spoken(chartModel(history(values)), age)).toBe(words);
  });
});
