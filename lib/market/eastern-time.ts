/**
 * New York time of an instant. Stored times are UTC; these are for the market's rules and for people's eyes.
 */

import { recently } from './recent.ts';

const MARKET_TIME_ZONE = 'America/New_York';

/** The instant as New York reads it. `ms`: milliseconds since the epoch; a RangeError when it is no instant. */
function toEastern(ms: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(MARKET_TIME_ZONE);
}

const wallTimeOfSecond = recently((second) =>
  toEastern(second * 1_000)
    .toPlainTime()
    .toString({ smallestUnit: 'second' }),
);

/** `HH:MM:SS` on a New York clock, 24 hours; whoever shows it labels it ET. */
export function formatEt(ms: number): string {
  return wallTimeOfSecond(Math.floor(ms / 1_000));
}

/** The calendar date in New York, `YYYY-MM-DD`. */
export function etDate(ms: number): string {
  return toEastern(ms).toPlainDate().toString();
}

/** The UTC instant of a New York wall time in milliseconds since the epoch; `time` is `HH:MM`. */
export function easternInstant(date: string, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(MARKET_TIME_ZONE).epochMilliseconds;
}
