/** Times as foreign bodies write them, and what a number that is no time in its own unit looks like. */

import { TIME_UNITS, type TimeUnit } from './unreadable.ts';

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?$/;
const RFC_1123 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * ISO 8601, with an offset such as `+00` too, or RFC 1123, to epoch milliseconds; null if it is neither. Without a zone it
 * is UTC, in which the mesh stores all times.
 */
export function fromIso(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 60) return null;
  const text = value.trim();
  const [, date, time, , sign, hours, minutes] = ISO.exec(text.toUpperCase()) ?? [];
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes ?? '00'}`;
  const iso = date === undefined ? null : `${date}T${time}${zone}`;
  const instant = Date.parse(iso ?? (RFC_1123.test(text) ? text : ''));
  return Number.isFinite(instant) ? instant : null;
}

const UNIT_MS: Readonly<Record<TimeUnit, number>> = {
  seconds: 1000,
  milliseconds: 1,
  microseconds: 1e-3,
  nanoseconds: 1e-6,
};
/** Units differ by a thousand, so a number is near now in one of them at most. */
const NEAR_MS = 366 * 86_400_000;

/** The unit in which a number is a time near now; null if there is none. */
export function epochHint(value: number, now: number): TimeUnit | null {
  return TIME_UNITS.find((unit) => Math.abs(value * UNIT_MS[unit] - now) <= NEAR_MS) ?? null;
}

const HOUR_MS = 3_600_000;
/** Offsets of time zones reach from -12 to +14 hours. */
const MAX_HOURS = 14;

/** The whole hours, at least one, by which a time is off now, within a tolerance; null if it is off otherwise. */
export function wholeHoursOff(at: number, now: number, toleranceMs: number): number | null {
  const hours = Math.round((now - at) / HOUR_MS);
  const rest = Math.abs(now - at - hours * HOUR_MS);
  return hours !== 0 && Math.abs(hours) <= MAX_HOURS && rest <= toleranceMs ? hours : null;
}
