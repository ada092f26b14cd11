import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  append,
  clip,
  contains,
  type Interval,
  intersect,
  lastMinutes,
  MINUTE_MS,
  merge,
  minutesFilled,
  minutesIn,
  minutesTouched,
  statesOf,
  subtract,
  together,
  total,
} from './intervals.ts';

/** Intervals in minutes, which may be parts of one. */
const intervals = (...pairs: [number, number][]): Interval[] =>
  pairs.map(([from, to]) => ({ from: from * MINUTE_MS, to: to * MINUTE_MS }));

describe('the same time in one form', () => {
  test.each([
    ['in order', intervals([5, 6], [1, 2]), intervals([1, 2], [5, 6])],
    ['joined where they touch', intervals([1, 2], [2, 3]), intervals([1, 3])],
    ['joined where they overlap', intervals([1, 9], [2, 3], [8, 10]), intervals([1, 10])],
    ['without empty ones', intervals([4, 4]), []],
  ])('%s', (_, given, expected) => expect(merge(given)).toEqual(expected));

  test.each([
    ['ends before it begins', 2, 1],
    ['has no beginning', Number.NEGATIVE_INFINITY, 1],
    ['is no time', 0, Number.NaN],
  ])('%s is refused, and not dropped', (_, from, to) => {
    expect(() => merge([{ from, to }])).toThrow(RangeError);
  });
});

test('the time in both, and the time in the first alone, make up the first', () => {
  const a = intervals([0, 10], [20, 30]);
  const b = intervals([5, 6], [8, 22], [30, 40]);
  expect(intersect(a, b)).toEqual(intervals([5, 6], [8, 10], [20, 22]));
  expect(subtract(a, b)).toEqual(intervals([0, 5], [6, 8], [22, 30]));
  expect(subtract(a, [])).toEqual(a);
});

test.each([
  ['parts of minutes', intervals([1.2, 3.7]), intervals([1, 4]), intervals([2, 3])],
  ['whole minutes', intervals([1, 3]), intervals([1, 3]), intervals([1, 3])],
  ['a part of one minute', intervals([1.2, 1.7]), intervals([1, 2]), []],
  ['two halves of a minute', intervals([1.5, 2], [1, 1.5]), intervals([1, 2]), intervals([1, 2])],
  ['two parts of a minute with a hole', intervals([1, 1.4], [1.6, 2]), intervals([1, 2]), []],
])('%s: the minutes that are touched, and those that are filled', (_, given, touched, filled) => {
  expect(minutesTouched(given)).toEqual(touched);
  expect(minutesFilled(given)).toEqual(filled);
});

test.each([
  [3, intervals([22, 25])],
  [5, intervals([20, 25])],
  [7, intervals([8, 10], [20, 25])],
  [99, intervals([0, 10], [20, 25])],
])('the latest %i minutes reach back over the gaps in between', (minutes, expected) => {
  const given = intervals([0, 10], [20, 25]);
  const last = lastMinutes(given, minutes);
  expect(last).toEqual(expected);
  expect(minutesIn(last)).toBe(Math.min(minutes, minutesIn(given)));
});

/** Intervals on a small grid, as they come: they may overlap, touch and be empty. */
const some = fc
  .array(fc.tuple(fc.nat(30), fc.nat(8)), { maxLength: 8 })
  .map((pairs) => pairs.map(([from, length]): Interval => ({ from, to: from + length })));
const GRID = Array.from({ length: 40 }, (_, i) => i);
/** The instants of the grid that lie in an interval. */
const instantsOf = (given: readonly Interval[]) =>
  GRID.filter((at) => given.some((one) => contains(one, at)));

describe('whatever the intervals, the instants that they hold are those of the sets', () => {
  test('merge', () => {
    fc.assert(
      fc.property(some, (given) => {
        const merged = merge(given);
        expect(instantsOf(merged)).toEqual(instantsOf(given));
        expect(total(merged)).toBe(instantsOf(given).length);
        for (const [i, { from, to }] of merged.entries()) {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThan(merged[i - 1]?.to ?? -1);
        }
      }),
    );
  });

  test('intersect and subtract', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [a, b] = [merge(one), merge(other)];
        const inB = new Set(instantsOf(b));
        expect(instantsOf(intersect(a, b))).toEqual(instantsOf(a).filter((at) => inB.has(at)));
        expect(instantsOf(subtract(a, b))).toEqual(instantsOf(a).filter((at) => !inB.has(at)));
        expect(total(intersect(a, b)) + total(subtract(a, b))).toBe(total(a));
      }),
    );
  });

  test('clip is the intersection with one interval, and keeps the fields of each', () => {
    fc.assert(
      fc.property(some, fc.nat(30), fc.nat(8), (given, from, length) => {
        const within = { from, to: from + length };
        const named = given.map((one, name) => ({ ...one, name }));
        for (const { name, ...one } of clip(named, within)) {
          expect([one]).toEqual(intersect(merge([given[name] ?? within]), [within]));
        }
        expect(merge(clip(named, within))).toEqual(intersect(merge(given), merge([within])));
      }),
    );
  });
});

test('append makes the last longer only if they touch and are the same', () => {
  const list: { from: number; to: number; name: string }[] = [];
  for (const next of [
    { from: 0, to: 1, name: 'a' },
    { from: 1, to: 2, name: 'a' },
    { from: 2, to: 3, name: 'b' },
    { from: 4, to: 5, name: 'b' },
  ])
    append(list, next, (a, b) => a.name === b.name);
  expect(list).toEqual([
    { from: 0, to: 2, name: 'a' },
    { from: 2, to: 3, name: 'b' },
    { from: 4, to: 5, name: 'b' },
  ]);
});

test('together: intervals at least this far apart stay apart, and one without an end holds all after it', () => {
  const groups = together(
    [
      { from: 0, to: 5 },
      { from: 1, to: 2 },
      { from: 6, to: 7 },
      { from: 9, to: Infinity },
      { from: 99, to: 100 },
    ],
    2,
  );
  expect(groups.map(({ from, to, parts }) => [from, to, parts.length])).toEqual([
    [0, 7, 3],
    [9, Infinity, 2],
  ]);
});

test('a state holds from its change to the next one or the next gap; neighbours differ', () => {
  const changes = fc
    .uniqueArray(fc.nat(30))
    .chain((times) =>
      fc.tuple(
        fc.constant(times.sort((a, b) => a - b)),
        fc.array(fc.constantFrom('a', 'b'), { minLength: times.length, maxLength: times.length }),
      ),
    )
    .map(([times, states]) => times.map((at, i) => ({ at, state: states[i] ?? 'a' })));
  fc.assert(
    fc.property(changes, some, (given, holes) => {
      const gaps = merge(holes);
      const found = statesOf(given, 40, gaps, (a, b) => a === b);
      for (const at of GRID) {
        const last = given.findLast((change) => change.at <= at);
        const lost = last === undefined || gaps.some(({ from }) => from >= last.at && from <= at);
        expect(found.find((one) => contains(one, at))?.state).toBe(lost ? undefined : last.state);
      }
      for (const [i, next] of found.entries()) {
        const before = found[i - 1];
        if (before?.to === next.from) expect(before.state).not.toBe(next.state);
      }
    }),
  );
});
