/** Times as sentences write them. */

import { clockMinute, dayOf, etDate, fullTime, clockTime as timeOfDay } from '../format/clock.ts';
import type { Param } from '../status/message.ts';

/** The parameter of a message that names New York's date on which it is told, if a time of it is of another (`dated`). */
export const SHOWN_ON = 'shownOn';

/** Times are the numbers that are named `at` or `…At`. */
export function isTime(name: string, value: Param): value is number {
  return typeof value === 'number' && Number.isFinite(value) && (name === 'at' || name.endsWith('At'));
}

/**
 * A time as the desk says it, `10:14:08 ET`, with its date unless the message that it stands in is told on the same day;
 * `…` where it is left out (`untimed`).
 */
export function clockTime(ms: number, told: object): string {
  if (Number.isNaN(ms)) return '…';
  const at = Number.isFinite(ms) ? ms : 0;
  const otherDay = SHOWN_ON in told && told[SHOWN_ON] !== etDate(at);
  return otherDay ? fullTime(at) : timeOfDay(at);
}

/** A day and a time of it, `Thu 19 Nov 16:00 ET`. */
export function dayMinute(ms: number): string {
  return Number.isFinite(ms) ? `${dayOf(ms)} ${clockMinute(ms)}` : '…';
}
