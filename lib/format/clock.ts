/**
 * Instants as people read them: New York's time first, since the desk lives by it, and UTC. It runs in a browser too,
 * so it asks `Intl`: not every browser has `Temporal`.
 */

import { type At, instant, msOf } from './instant.ts';
import { recently } from './recent.ts';

const ZONE = 'America/New_York';

const EASTERN = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const formatter = (parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...parts });

const WEEKDAY = formatter({ weekday: 'short', day: 'numeric', month: 'short' });
const DAY = formatter({ day: 'numeric', month: 'short' });
const MONTH = formatter({ month: 'long', year: 'numeric' });

/** Shown for an invalid time. It is as long as a time is. */
const NO_TIME = '--:--:--';
const NO_DATE = '----------';

/** `2026-11-20 10:15:42` of a second since the epoch, in New York. */
const easternSecond = recently((second) => {
  const { year = '', month, day, hour, minute, second: s } = partsOf(second * 1_000);
  return `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${s}`;
});

function partsOf(ms: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(EASTERN.formatToParts(ms).map(({ type, value }) => [type, value]));
}

function eastern(at: At): { date: string; time: string } {
  const ms = msOf(at);
  if (ms === null) return { date: NO_DATE, time: NO_TIME };
  const text = easternSecond(Math.floor(ms / 1_000));
  return { date: text.slice(0, -9), time: text.slice(-8) };
}

/** New York's date: `2026-11-20`. */
export function etDate(at: At): string {
  return eastern(at).date;
}

/** `10:15:42`, New York's time; the caller labels it ET. */
export function formatEt(at: At): string {
  return eastern(at).time;
}

/** `10:15:42 ET`, for a time that is surely of this New York day. */
export function clockTime(at: At): string {
  return `${formatEt(at)} ET`;
}

/** `10:15 ET`, for a time that is surely of this New York day. */
export function clockMinute(at: At): string {
  return `${formatEt(at).slice(0, 5)} ET`;
}

/** `2026-11-20 10:15:42 ET`. */
export function fullTime(at: At): string {
  return `${etDate(at)} ${clockTime(at)}`;
}

/** `10:15:42 ET`, with its date unless that is New York's date of `now`. */
export function timeBy(at: At, now: At): string {
  return `${etBy(at, now)} ET`;
}

/** `10:15:42`, with its date unless that is New York's date of `now`; the caller labels it ET. */
export function etBy(at: At, now: At): string {
  return isSameDay(at, now) ? formatEt(at) : `${etDate(at)} ${formatEt(at)}`;
}

/** `10:15 ET`, with its date unless that is New York's date of `now`. */
export function minuteBy(at: At, now: At): string {
  return isSameDay(at, now) ? clockMinute(at) : `${etDate(at)} ${clockMinute(at)}`;
}

function dateOr(format: Intl.DateTimeFormat, at: At): string {
  const ms = msOf(at);
  return ms === null ? NO_DATE : format.format(ms);
}

/** `20 Nov`, New York's date. */
export function shortDay(at: At): string {
  return dateOr(DAY, at);
}

/** `Fri 20 Nov`, New York's date. */
export function dayOf(at: At): string {
  return dateOr(WEEKDAY, at);
}

/** `Fri 20 Nov 10:15:42 ET`. */
export function dayTime(at: At): string {
  return `${dayOf(at)} ${clockTime(at)}`;
}

/** `November 2026`, New York's month. */
export function monthName(at: At): string {
  return dateOr(MONTH, at);
}

export function isSameDay(a: At, b: At): boolean {
  return etDate(a) === etDate(b);
}

/** `15:15:42 UTC`. */
export function utcTime(at: At): string {
  const ms = msOf(at);
  return `${ms === null ? NO_TIME : instant(ms).slice(-13, -5)} UTC`;
}

/** `2026-11-20 15:15:42 UTC`. */
export function fullUtc(at: At): string {
  const ms = msOf(at);
  return `${ms === null ? NO_DATE : instant(ms).slice(0, -14)} ${utcTime(at)}`;
}

/** Each with its own date: `2026-11-20 19:30:00 ET (2026-11-21 00:30:00 UTC)`. */
export function bothTimes(at: At): string {
  return `${fullTime(at)} (${fullUtc(at)})`;
}

/** `16:15:42`, in the time zone of the machine that it runs on: only after mount, since the server's is another. */
export function readerTime(at: At): string {
  const ms = msOf(at);
  return ms === null ? NO_TIME : new Date(ms).toLocaleTimeString('en-GB');
}
