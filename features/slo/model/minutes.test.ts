import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#lib/intervals.ts';
import { countMinutes, observe, type Run } from './minutes.ts';

const THREE_MINUTES = [{ from: 0, to: 3 * MINUTE_MS }];
const run = (state: Run['state'], fromSecond: number, toSecond: number): Run => ({
  state,
  from: fromSecond * 1_000,
  to: toSecond * 1_000,
});

describe('a minute is what is worst in it', () => {
  test.each([
    ['nothing known', [], [0, 0, 3]],
    ['good throughout', [run('good', 0, 180)], [3, 0, 0]],
    ['good in touching parts', [run('good', 0, 90), run('good', 90, 180)], [3, 0, 0]],
    ['a hole within a minute', [run('good', 0, 80), run('good', 81, 180)], [2, 0, 1]],
    ['partly unobserved, not bad', [run('good', 0, 180), run('unobserved', 70, 71)], [2, 0, 1]],
    ['partly bad', [run('good', 0, 180), run('bad', 70, 71)], [2, 1, 0]],
    ['bad beats unobserved', [run('unobserved', 60, 120), run('bad', 70, 71)], [0, 1, 2]],
    ['bad over the turn of a minute', [run('good', 0, 180), run('bad', 59, 61)], [1, 2, 0]],
    ['a run of no length says nothing', [run('bad', 70, 70)], [0, 0, 3]],
    ['bad outside of what counts', [run('good', 0, 180), run('bad', 180, 240)], [3, 0, 0]],
  ])('%s', (_, runs, [good, bad, unobserved]) => {
    const observed = observe(runs, THREE_MINUTES);
    expect(countMinutes(observed, THREE_MINUTES)).toEqual({ good, bad, unobserved });
  });

  test('a run that ends before it begins is refused', () => {
    expect(() => observe([run('bad', 9, 8)], THREE_MINUTES)).toThrow(RangeError);
  });
});
