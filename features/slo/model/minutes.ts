/** What each counted minute was: good, bad, or not observed. */

import {
  intersect,
  minutesFilled,
  minutesIn,
  minutesTouched,
  type Span,
  subtract,
  union,
} from '#lib/intervals.ts';

/** A stretch of time in which one thing was known of an agent; epoch ms. */
export interface Run extends Span {
  readonly state: 'good' | 'bad' | 'unobserved';
}

/** Counted time, each minute of it in exactly one of the three. */
export interface Observed {
  readonly good: readonly Span[];
  readonly bad: readonly Span[];
  readonly unobserved: readonly Span[];
}

/** Numbers of minutes; whole ones. */
export interface MinuteCounts {
  good: number;
  bad: number;
  unobserved: number;
}

/**
 * Tells the counted minutes apart. A minute is bad where any moment of it was; it is good where every moment of it was;
 * any other is unobserved, and so is each of which no run tells. The runs may come in any order, touch, overlap and leave
 * holes: the worst that was said of a moment holds.
 * @throws RangeError for a run that ends before it begins or has no finite ends.
 */
export function observe(runs: readonly Run[], counted: readonly Span[]): Observed {
  const inState = (state: Run['state']) => runs.filter((run) => run.state === state);
  const notGood = minutesTouched([...inState('bad'), ...inState('unobserved')]);
  const bad = intersect(minutesTouched(inState('bad')), counted);
  const good = intersect(subtract(minutesFilled(inState('good')), notGood), counted);
  return { good, bad, unobserved: subtract(counted, union([...good, ...bad])) };
}

/** How many minutes of each there were within a time. */
export function countMinutes(observed: Observed, within: readonly Span[]): MinuteCounts {
  const count = (spans: readonly Span[]) => minutesIn(intersect(spans, within));
  return { good: count(observed.good), bad: count(observed.bad), unobserved: count(observed.unobserved) };
}
