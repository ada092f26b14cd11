/** Sets of time as lists of spans, in whole minutes where an SLO counts them. */

/** From an instant up to another, which is not part of it; epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const MINUTE_MS = 60_000;

/**
 * The same time as spans that are in order, apart and not empty. All other functions here want their spans so.
 * @throws RangeError for a span that ends before it begins or has no finite ends: to drop it could hide a bad minute.
 */
export function union(spans: readonly Span[]): Span[] {
  const known = spans.map(checked).filter(({ from, to }) => to > from);
  const joined: Span[] = [];
  for (const span of known.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || span.from > last.to) joined.push(span);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return joined;
}

function checked({ from, to }: Span): Span {
  if (Number.isFinite(from) && Number.isFinite(to) && to >= from) return { from, to };
  throw new RangeError(`not a span of time: from ${from} to ${to}`);
}

/** The time that is in both. */
export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const both: Span[] = [];
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
export function subtract(a: readonly Span[], b: readonly Span[]): Span[] {
  const starts = [Number.NEGATIVE_INFINITY, ...b.map(({ to }) => to)];
  const between = starts.map((from, index) => ({ from, to: b[index]?.from ?? Number.POSITIVE_INFINITY }));
  return intersect(a, between);
}

/** Every minute that the spans touch. */
export function minutesTouched(spans: readonly Span[]): Span[] {
  return union(union(spans).map(({ from, to }) => ({ from: minuteOf(from), to: minuteFrom(to) })));
}

/** Every minute that the spans fill. */
export function minutesFilled(spans: readonly Span[]): Span[] {
  return union(spans)
    .map(({ from, to }) => ({ from: minuteFrom(from), to: minuteOf(to) }))
    .filter(({ from, to }) => to > from);
}

/** How many minutes the spans last. */
export function minutesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + (to - from) / MINUTE_MS, 0);
}

/** The latest so many minutes of the spans; all of them where they last no longer. */
export function lastMinutes(spans: readonly Span[], minutes: number): Span[] {
  const kept: Span[] = [];
  let left = minutes * MINUTE_MS;
  for (const { from, to } of spans.toReversed()) {
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
