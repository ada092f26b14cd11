/** Times as sentences write them. */

import { clockTime as timeOfDay } from '../format/clock.ts';

/** A time of day as the desk says it, `10:14:08 ET`; `…` where it is left out (`untimed`). */
export function clockTime(ms: number): string {
  if (Number.isNaN(ms)) return '…';
  return timeOfDay(Number.isFinite(ms) ? ms : 0);
}
