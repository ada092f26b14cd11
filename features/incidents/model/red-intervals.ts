/** The interval in which each part was red. */

import type { Gap, Interval } from '#lib/intervals.ts';
import { type Summary, summaryKey } from './summary.ts';
import type { PostureChange } from './transitions.ts';

/** `to` is Infinity while it is still red at the end. */
export interface RedInterval extends Interval {
  /** Its summary when it became red. */
  readonly red: Summary;
  /** True if it may have begun before `from`: it was red when first seen, or nobody watched just before. */
  readonly orEarlier: boolean;
  /** Its summary when it was red no more; null: still red, or gone from the posture. Unknown is no recovery. */
  readonly turnedTo: Summary | null;
}

interface Watched {
  firstKnown: number;
  redAtStart: readonly Summary[];
  postureChanges: readonly PostureChange[];
  holes: readonly Gap[];
}

/** In the order in which they began. */
export function redIntervals({ firstKnown, redAtStart, postureChanges, holes }: Watched): RedInterval[] {
  const begin = (red: Summary, from: number, orEarlier: boolean): RedInterval => ({
    ...{ red, from, orEarlier, to: Number.POSITIVE_INFINITY, turnedTo: null },
  });
  const intervals = redAtStart.map((red) => begin(red, firstKnown, true));
  const open = new Map(intervals.map((interval) => [summaryKey(interval.red), interval]));
  let known = firstKnown;
  for (const { at, began, ended } of postureChanges) {
    const orEarlier = holes.some((hole) => hole.from < at && hole.to > known);
    known = at;
    for (const { key, after } of ended) {
      Object.assign(open.get(key) ?? {}, { to: at, turnedTo: after });
      open.delete(key);
    }
    for (const red of began) {
      const interval = begin(red, at, orEarlier);
      intervals.push(interval);
      open.set(summaryKey(red), interval);
    }
  }
  return intervals;
}
