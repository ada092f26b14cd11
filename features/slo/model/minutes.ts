/** Each counted minute: good, bad, or unobserved. */

import {
  type Interval,
  intersect,
  merge,
  minutesFilled,
  minutesIn,
  minutesTouched,
  subtract,
} from '#lib/intervals.ts';

/** An interval in which one thing was known of an agent; epoch ms. */
export interface Run extends Interval {
  readonly state: 'good' | 'bad' | 'unobserved';
}

/** Counted time, each minute of it in exactly one of the three. */
export interface Observed {
  readonly good: readonly Interval[];
  readonly bad: readonly Interval[];
  readonly unobserved: readonly Interval[];
}

/** Numbers of minutes; whole ones. */
export interface MinuteCounts {
  good: number;
  bad: number;
  unobserved: number;
}

/**
 * Tells the counted minutes apart. A minute is bad where any moment of it was; it is good where every moment of it
 * was; any other is unobserved, including minutes without a run. The runs may come in any order, touch, overlap and
 * leave holes: the worst verdict of an instant holds.
 * @throws RangeError for a run that ends before it begins or has no finite ends.
 */
export function observe(runs: readonly Run[], counted: readonly Interval[]): Observed {
  const inState = (state: Run['state']) => runs.filter((run) => run.state === state);
  const notGood = minutesTouched([...inState('bad'), ...inState('unobserved')]);
  const bad = intersect(minutesTouched(inState('bad')), counted);
  const good = intersect(subtract(minutesFilled(inState('good')), notGood), counted);
  return { good, bad, unobserved: subtract(counted, merge([...good, ...bad])) };
}

/** Minutes of each kind within an interval. */
export function countMinutes(observed: Observed, within: readonly Interval[]): MinuteCounts {
  const count = (intervals: readonly Interval[]) => minutesIn(intersect(intervals, within));
  return { good: count(observed.good), bad: count(observed.bad), unobserved: count(observed.unobserved) };
}
