/** Times as sentences write them. */

import { formatEt } from '../market/eastern-time.ts';

/** The furthest times that can be written at all (ECMA-262, time values). */
const LAST_INSTANT_MS = 8.64e15;

/** A time of day as the desk says it, `10:14:08 ET`. */
export function clockTime(ms: number): string {
  const writable = Number.isFinite(ms) ? Math.max(-LAST_INSTANT_MS, Math.min(LAST_INSTANT_MS, ms)) : 0;
  return `${formatEt(writable)} ET`;
}
