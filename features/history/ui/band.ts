/** Intervals between changes of the posture, without unobserved time. */

import { type Gap, type Interval, statesOf } from '#lib/intervals.ts';
import type { Change, Changes } from '#lib/timeline/changes.ts';

/** Epoch milliseconds. */
export interface BandInterval extends Interval, Pick<Change, 'worst' | 'outcome'> {}

/**
 * A posture is in force until the next change, or until nobody observed any more. Neighbours that say the same are
 * one.
 */
export function bandOf({ to, changes, holes }: Changes): BandInterval[] {
  const said = changes.map(({ at, worst, outcome }) => ({ at: Date.parse(at), state: { worst, outcome } }));
  const gaps = holes.map((hole): Gap => ({ ...hole, from: Date.parse(hole.from), to: Date.parse(hole.to) }));
  return statesOf(said, Date.parse(to), gaps, (a, b) => a.worst === b.worst && a.outcome === b.outcome).map(
    ({ from, to: end, state }) => ({ from, to: end, ...state }),
  );
}
