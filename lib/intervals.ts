/** How long something held: intervals of time, alone, as sets, and in whole minutes as an SLO counts them. */

/** From an instant up to another, which is not part of it; epoch ms. `to` is Infinity if no end is known. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** An interval of which nothing is known, and why. */
export interface Gap extends Interval {
  readonly why: string;
}

/** An interval in which a state held. */
export interface StateInterval<S> extends Interval {
  readonly state: S;
}

export const MINUTE_MS = 60_000;

export function contains({ from, to }: Interval, at: number): boolean {
  return from <= at && at < to;
}

/** The part of each within an interval, with all its other fields; empty ones are left out. */
export function clip<T extends Interval>(intervals: readonly T[], within: Interval): T[] {
  return intervals
    .map((one) => ({ ...one, from: Math.max(one.from, within.from), to: Math.min(one.to, within.to) }))
    .filter(({ from, to }) => to > from);
}

/** Adds an interval to the end of a list. It makes the last one longer if they touch and are of the same kind. */
export function append<T extends Interval>(list: T[], next: T, same: (a: T, b: T) => boolean): void {
  const last = list.at(-1);
  if (last !== undefined && last.to === next.from && same(last, next))
    list[list.length - 1] = { ...last, to: next.to };
  else list.push(next);
}

/**
 * The state in each interval, from its changes, oldest first: each holds until the next change or `to`, and no longer
 * than until the next gap begins. Neighbours of the same state are one.
 */
export function statesOf<S>(
  changes: readonly { at: number; state: S }[],
  to: number,
  gaps: readonly Interval[],
  same: (a: S, b: S) => boolean,
): StateInterval<S>[] {
  const intervals: StateInterval<S>[] = [];
  for (const [i, { at, state }] of changes.entries()) {
    const gap = gaps.find(({ from }) => from >= at)?.from ?? Number.POSITIVE_INFINITY;
    const end = Math.min(changes[i + 1]?.at ?? to, gap);
    append(intervals, { from: at, to: end, state }, (a, b) => same(a.state, b.state));
  }
  return intervals;
}

/** Intervals that belong together, from the first beginning to the last end. */
export interface Group<T extends Interval> extends Interval {
  readonly parts: readonly T[];
}

/** Intervals that overlap, or follow each other in less than `apartMs`, as one. They come in the order of their beginnings. */
export function together<T extends Interval>(intervals: readonly T[], apartMs: number): Group<T>[] {
  const groups: Group<T>[] = [];
  for (const next of intervals) {
    const last = groups.at(-1);
    if (last === undefined || next.from - last.to >= apartMs)
      groups.push({ from: next.from, to: next.to, parts: [next] });
    else
      groups[groups.length - 1] = {
        ...{ from: last.from, to: Math.max(last.to, next.to) },
        parts: [...last.parts, next],
      };
  }
  return groups;
}

/**
 * The same time as intervals that are in order, apart and not empty. All functions below need their intervals so.
 * @throws RangeError for an interval that ends before it begins or has no finite ends: dropping it could hide a bad
 * minute.
 */
export function merge(intervals: readonly Interval[]): Interval[] {
  const known = intervals.map(checked).filter(({ from, to }) => to > from);
  const joined: Interval[] = [];
  for (const next of known.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || next.from > last.to) joined.push(next);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return joined;
}

function checked({ from, to }: Interval): Interval {
  if (Number.isFinite(from) && Number.isFinite(to) && to >= from) return { from, to };
  throw new RangeError(`not an interval of time: from ${from} to ${to}`);
}

/** The time that is in both. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let one = a[i], other = b[j]; one !== undefined && other !== undefined; one = a[i], other = b[j]) {
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    if (to > from) both.push({ from, to });
    if (one.to < other.to) i += 1;
    else j += 1;
  }
  return both;
}

/** The time of the first that is not in the second. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const starts = [Number.NEGATIVE_INFINITY, ...b.map(({ to }) => to)];
  const between = starts.map((from, index) => ({ from, to: b[index]?.from ?? Number.POSITIVE_INFINITY }));
  return intersect(a, between);
}

/** How long they last in all, milliseconds. */
export function total(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + (to - from), 0);
}

/** Every minute that the intervals touch. */
export function minutesTouched(intervals: readonly Interval[]): Interval[] {
  return merge(merge(intervals).map(({ from, to }) => ({ from: minuteOf(from), to: minuteFrom(to) })));
}

/** Every minute that the intervals fill. */
export function minutesFilled(intervals: readonly Interval[]): Interval[] {
  return merge(intervals)
    .map(({ from, to }) => ({ from: minuteFrom(from), to: minuteOf(to) }))
    .filter(({ from, to }) => to > from);
}

/** How many minutes the intervals last. */
export function minutesIn(intervals: readonly Interval[]): number {
  return total(intervals) / MINUTE_MS;
}

/** The latest so many minutes of the intervals; all of them if they last no longer. */
export function lastMinutes(intervals: readonly Interval[], minutes: number): Interval[] {
  const kept: Interval[] = [];
  let left = minutes * MINUTE_MS;
  for (const { from, to } of intervals.toReversed()) {
    if (left <= 0) break;
    kept.unshift({ from: Math.max(from, to - left), to });
    left -= to - from;
  }
  return kept;
}

/** The beginning of the minute that an instant lies in. */
export function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

/** The first full minute that begins at an instant or after it. */
function minuteFrom(ms: number): number {
  return Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
}
