import { describe, expect, test } from 'vitest';
import {
  intersect,
  lastMinutes,
  MINUTE_MS,
  minutesFilled,
  minutesIn,
  minutesTouched,
  type Span,
  subtract,
  union,
} from './intervals.ts';

/** Spans in minutes, which may be parts of one. */
const spans = (...pairs: [number, number][]): Span[] =>
  pairs.map(([from, to]) => ({ from: from * MINUTE_MS, to: to * MINUTE_MS }));

describe('the same time in one way', () => {
  test.each([
    ['in order', spans([5, 6], [1, 2]), spans([1, 2], [5, 6])],
    ['joined where they touch', spans([1, 2], [2, 3]), spans([1, 3])],
    ['joined where they overlap', spans([1, 9], [2, 3], [8, 10]), spans([1, 10])],
    ['without empty ones', spans([4, 4]), []],
  ])('%s', (_, given, expected) => expect(union(given)).toEqual(expected));

  test.each([
    ['ends before it begins', 2, 1],
    ['has no beginning', Number.NEGATIVE_INFINITY, 1],
    ['is no time', 0, Number.NaN],
  ])('what %s is refused, and not dropped', (_, from, to) => {
    expect(() => union([{ from, to }])).toThrow(RangeError);
  });
});

test('what is in both, and what is in the first alone, make up the first', () => {
  const a = spans([0, 10], [20, 30]);
  const b = spans([5, 6], [8, 22], [30, 40]);
  expect(intersect(a, b)).toEqual(spans([5, 6], [8, 10], [20, 22]));
  expect(subtract(a, b)).toEqual(spans([0, 5], [6, 8], [22, 30]));
  expect(subtract(a, [])).toEqual(a);
});

test.each([
  ['parts of minutes', spans([1.2, 3.7]), spans([1, 4]), spans([2, 3])],
  ['whole minutes', spans([1, 3]), spans([1, 3]), spans([1, 3])],
  ['a part of one minute', spans([1.2, 1.7]), spans([1, 2]), []],
  ['two halves of a minute', spans([1.5, 2], [1, 1.5]), spans([1, 2]), spans([1, 2])],
  ['two parts of a minute with a hole', spans([1, 1.4], [1.6, 2]), spans([1, 2]), []],
])('%s: the minutes that are touched, and those that are filled', (_, given, touched, filled) => {
  expect(minutesTouched(given)).toEqual(touched);
  expect(minutesFilled(given)).toEqual(filled);
});

test.each([
  [3, spans([22, 25])],
  [5, spans([20, 25])],
  [7, spans([8, 10], [20, 25])],
  [99, spans([0, 10], [20, 25])],
])('the latest %i minutes reach back over what lies between', (minutes, expected) => {
  const given = spans([0, 10], [20, 25]);
  const last = lastMinutes(given, minutes);
  expect(last).toEqual(expected);
  expect(minutesIn(last)).toBe(Math.min(minutes, minutesIn(given)));
});
