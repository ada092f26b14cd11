/** Instants of New York wall times. Stored times are UTC; `lib/format/clock.ts` writes them for people. */

const MARKET_TIME_ZONE = 'America/New_York';

/** The UTC instant of a New York wall time in milliseconds since the epoch; `time` is `HH:MM`. */
export function easternInstant(date: string, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(MARKET_TIME_ZONE).epochMilliseconds;
}
