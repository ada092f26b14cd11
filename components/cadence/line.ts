/** Positions on a day's line, in percent of its width. Pure: all times are arguments. */

import { instant } from '#lib/format/instant.ts';
import type { CadencePosture } from '#lib/posture.ts';
import type { CadenceItem } from './summary.ts';

const MINUTE_MS = 60_000;
/** Room before the first and after the last item. */
const MARGIN_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Half the width of an hour's word. */
const WORD_MS = 10 * MINUTE_MS;

/** The ends of the line, epoch ms. */
export interface Span {
  from: number;
  to: number;
}

/** Items that are due at one time share a place. */
export interface Stop {
  at: string;
  left: number;
  items: CadenceItem[];
}

/** Null if there is nothing to draw. */
export function spanOf({ items, close }: CadencePosture): Span | null {
  const starts = items.map((item) => Date.parse(item.at));
  const ends = items.map((item) => Date.parse(item.until));
  const known = [...starts, ...ends, ...(close === null ? [] : [Date.parse(close)])].filter(Number.isFinite);
  if (known.length === 0) return null;
  return { from: Math.min(...known) - MARGIN_MS, to: Math.max(...known) + MARGIN_MS };
}

/** Percent from the left; null if it lies outside, or is no time. */
export function leftOf(at: string | null, { from, to }: Span): number | null {
  const ms = at === null ? Number.NaN : Date.parse(at);
  return ms >= from && ms <= to ? ((ms - from) / (to - from)) * 100 : null;
}

/** The items by their time, in order. */
export function stopsOf(items: readonly CadenceItem[], span: Span): Stop[] {
  const times = [...new Set(items.map((item) => item.at))];
  return times.flatMap((at) => {
    const left = leftOf(at, span);
    return left === null ? [] : [{ at, left, items: items.filter((item) => item.at === at) }];
  });
}

/** The full hours within the line, with room for their words; New York lies whole hours from UTC. */
export function hoursOf({ from, to }: Span): string[] {
  const first = Math.ceil((from + WORD_MS) / HOUR_MS);
  const count = Math.max(0, Math.floor((to - WORD_MS) / HOUR_MS) - first + 1);
  return Array.from({ length: count }, (_, i) => instant((first + i) * HOUR_MS));
}

/** Number of items before an instant: the place of the now mark. */
export function countBefore(items: readonly CadenceItem[], now: string): number {
  return items.filter((item) => item.at <= now).length;
}
