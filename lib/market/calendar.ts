/**
 * The days on which the New York Stock Exchange does not trade, or closes early, from 2015 to 2030.
 * Source: NYSE Rule 7.2 (holidays) and the calendars that NYSE Group publishes, the latest of 2025-12-23 for 2026 to
 * 2028. Later years follow the same rules without a publication to check them against.
 */

/** The first and the last date of this calendar; outside it the answer is unknown. */
export const CALENDAR_FROM = '2015-01-01';
export const CALENDAR_TO = '2030-12-31';
/** Up to here the exchange has published its holidays; after it they are derived by rule. */
export const CALENDAR_PUBLISHED_TO = '2028-12-31';

/** Days closed for one occasion, which no rule gives. A new one is announced only days before: add it here. */
export const ONE_OFF_CLOSURES: Readonly<Record<string, string>> = {
  '2018-12-05': 'National Day of Mourning for George H. W. Bush',
  '2025-01-09': 'National Day of Mourning for Jimmy Carter',
};

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;
/** The first year in which the exchange kept Juneteenth. */
const JUNETEENTH_SINCE = 2022;

/** An occasion, and the day on which the exchange keeps it. */
type Named = [name: string, date: Temporal.PlainDate];

const day = (year: number, month: number, dayOfMonth: number): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year, month, day: dayOfMonth });

/** The nth weekday (1 Monday … 7 Sunday) of a month. */
function nthWeekday(year: number, month: number, weekday: number, n: number): Temporal.PlainDate {
  const first = day(year, month, 1);
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (n - 1) * 7 });
}

function lastMondayOfMay(year: number): Temporal.PlainDate {
  const last = day(year, 5, 31);
  return last.subtract({ days: last.dayOfWeek - MONDAY });
}

/** Easter Sunday of the Gregorian calendar (anonymous algorithm of Meeus, Jones and Butcher). */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return day(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function observed(holiday: Temporal.PlainDate): Temporal.PlainDate {
  if (holiday.dayOfWeek === SATURDAY) return holiday.subtract({ days: 1 });
  return holiday.dayOfWeek === SUNDAY ? holiday.add({ days: 1 }) : holiday;
}

/** Not moved to the Friday: that is the end of a yearly accounting period, on which the exchange trades (Rule 7.2). */
function newYearsDay(year: number): Named[] {
  const first = day(year, 1, 1);
  return first.dayOfWeek === SATURDAY ? [] : [['New Year’s Day', observed(first)]];
}

const thanksgiving = (year: number): Temporal.PlainDate => nthWeekday(year, 11, THURSDAY, 4);

function holidaysOf(year: number): Named[] {
  return [
    ...newYearsDay(year),
    ['Martin Luther King, Jr. Day', nthWeekday(year, 1, MONDAY, 3)],
    ['Washington’s Birthday', nthWeekday(year, 2, MONDAY, 3)],
    ['Good Friday', easterSunday(year).subtract({ days: 2 })],
    ['Memorial Day', lastMondayOfMay(year)],
    ...(year >= JUNETEENTH_SINCE ? juneteenth(year) : []),
    ['Independence Day', observed(day(year, 7, 4))],
    ['Labor Day', nthWeekday(year, 9, MONDAY, 1)],
    ['Thanksgiving Day', thanksgiving(year)],
    ['Christmas Day', observed(day(year, 12, 25))],
  ];
}

const juneteenth = (year: number): Named[] => [['Juneteenth', observed(day(year, 6, 19))]];

/** Early closes; such a day that is no trading day at all stays closed. */
function halfDaysOf(year: number): Named[] {
  // Before an Independence Day on a Tuesday to Friday; with one on a Monday or a weekend no day is shortened.
  const independence = day(year, 7, 4);
  const eve: Named[] =
    independence.dayOfWeek > MONDAY && independence.dayOfWeek < SATURDAY
      ? [['day before Independence Day', day(year, 7, 3)]]
      : [];
  return [
    ...eve,
    ['day after Thanksgiving', thanksgiving(year).add({ days: 1 })],
    ['Christmas Eve', day(year, 12, 24)],
  ];
}

const YEARS = Array.from({ length: 16 }, (_, index) => 2015 + index);
const byDate = (days: readonly Named[]): [string, string][] =>
  days.map(([name, date]) => [date.toString(), name]);
const CLOSED = new Map([...byDate(YEARS.flatMap(holidaysOf)), ...Object.entries(ONE_OFF_CLOSURES)]);
const HALF_DAYS = new Map(byDate(YEARS.flatMap(halfDaysOf)));

/** True if the calendar reaches this date (`YYYY-MM-DD`). */
export function knowsDate(date: string): boolean {
  return date >= CALENDAR_FROM && date <= CALENDAR_TO;
}

/** How the exchange trades on a date that the calendar knows; a RangeError for an invalid date. */
export function tradingDay(date: string): 'full' | 'early' | 'closed' {
  if (Temporal.PlainDate.from(date).dayOfWeek >= SATURDAY || CLOSED.has(date)) return 'closed';
  return HALF_DAYS.has(date) ? 'early' : 'full';
}

/** The occasion for which the exchange is closed on a date, or closes early; null on any other day. */
export function occasionOf(date: string): string | null {
  return CLOSED.get(date) ?? HALF_DAYS.get(date) ?? null;
}
