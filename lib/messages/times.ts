/** Times as sentences write them. */

import { clockMinute, dayOf, clockTime as timeOfDay } from '../format/clock.ts';

/** A time of day as the desk says it, `10:14:08 ET`; `…` where it is left out (`untimed`). */
export function clockTime(ms: number): string {
  if (Number.isNaN(ms)) return '…';
  return timeOfDay(Number.isFinite(ms) ? ms : 0);
}

/** A day and a time of it, `Thu 19 Nov 16:00 ET`. */
export function dayMinute(ms: number): string {
  return Number.isFinite(ms) ? `${dayOf(ms)} ${clockMinute(ms)}` : '…';
}
