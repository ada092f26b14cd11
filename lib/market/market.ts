/**
 * NYSE sessions and the state of the market at an instant. Pure: time is an argument.
 */

import { etDate } from '../format/clock.ts';
import type { SessionState } from '../vocabulary.ts';
import { CALENDAR_FROM, CALENDAR_PUBLISHED_TO, CALENDAR_TO, knowsDate, tradingDay } from './calendar.ts';
import { closureOn, type DeclaredDays, earlyCloseOn, haltOn, NOTHING_DECLARED } from './declared-days.ts';
import { easternInstant } from './eastern-time.ts';

export { etDate, formatEt } from '../format/clock.ts';
export { CALENDAR_FROM, CALENDAR_PUBLISHED_TO, CALENDAR_TO, knowsDate, occasionOf } from './calendar.ts';

/** One trading session: its New York date, and its open and close as ISO times in UTC. */
export interface Session {
  readonly date: string;
  readonly open: string;
  readonly close: string;
  /** True when it closes before 16:00 ET, usually at 13:00. */
  readonly early: boolean;
  /** True when a halt of level 3 ended it: its day is over with it. */
  readonly halted?: true;
}

/** The state of the market at an instant. */
export interface MarketAt {
  readonly state: SessionState;
  /** The calendar date in New York. */
  readonly date: string;
  /** The session of that date, still to come, under way or over; null if there is none. */
  readonly session: Session | null;
  /** The first session that opens after the instant; null if it lies past the calendar. */
  readonly next: Session | null;
  /** The last session that had closed by the instant; null if it lies before the calendar. */
  readonly previous: Session | null;
}

const PRE_MARKET_FROM = '04:00';
const POST_MARKET_TO = '20:00';
/** The late trading session ends so long after an early close: at 17:00 on the calendar's own half days. */
const POST_MARKET_MS = 4 * 3_600_000;

/**
 * The session of a New York date (`YYYY-MM-DD`), or null: no trading, or a date that the calendar does not know. What
 * the plan declares overrides the calendar.
 */
export function sessionOn(date: string, days: DeclaredDays = NOTHING_DECLARED): Session | null {
  if (!knowsDate(date)) return null;
  const trading = tradingDay(date);
  if (trading === 'closed' || closureOn(days, date) !== null) return null;
  const declared = earlyCloseOn(days, date);
  const early = trading === 'early' || declared !== null;
  const open = easternInstant(date, '09:30');
  const close = easternInstant(date, declared?.close ?? (early ? '13:00' : '16:00'));
  const halt = haltOn(days, date);
  const ends = halt !== null && halt.at >= open && halt.at < close;
  const session = { date, open: utc(open), close: utc(ends ? halt.at : close), early };
  return ends ? { ...session, halted: true } : session;
}

/**
 * The basis of a date in the calendar: the exchange's own publication, or its rules alone before it has published that
 * year; null if the calendar does not reach it.
 */
export function basisOf(date: string): 'published' | 'rule' | null {
  if (!knowsDate(date)) return null;
  return date <= CALENDAR_PUBLISHED_TO ? 'published' : 'rule';
}

/** When a session's day is over, late trading included, epoch ms. */
export function postMarketEnd(session: Session): number {
  return session.early
    ? Date.parse(session.close) + POST_MARKET_MS
    : easternInstant(session.date, POST_MARKET_TO);
}

/** All sessions from one New York date to another, both included, in order; only those that the calendar knows. */
export function sessionsBetween(from: string, to: string, days: DeclaredDays = NOTHING_DECLARED): Session[] {
  const sessions: Session[] = [];
  const last = to < CALENDAR_TO ? to : CALENDAR_TO;
  for (let date = from > CALENDAR_FROM ? from : CALENDAR_FROM; date <= last; date = dayAfter(date, 1)) {
    const session = sessionOn(date, days);
    if (session) sessions.push(session);
  }
  return sessions;
}

/** The state of the market at an instant, with the sessions around it. */
export function marketAt(nowMs: number, days: DeclaredDays = NOTHING_DECLARED): MarketAt {
  const date = etDate(nowMs);
  const session = sessionOn(date, days);
  return {
    state: knowsDate(date) ? stateAt(nowMs, session) : 'unknown',
    date,
    session,
    next: seek(date, 1, days, (candidate) => Date.parse(candidate.open) > nowMs),
    previous: seek(date, -1, days, (candidate) => Date.parse(candidate.close) <= nowMs),
  };
}

/** The latest session that had opened by the instant, open or over; null before the calendar's first. */
export function latestSessionAt(nowMs: number, days: DeclaredDays = NOTHING_DECLARED): Session | null {
  return seek(etDate(nowMs), -1, days, (candidate) => Date.parse(candidate.open) <= nowMs);
}

function stateAt(nowMs: number, session: Session | null): SessionState {
  if (!session) return 'closed';
  if (nowMs < easternInstant(session.date, PRE_MARKET_FROM)) return 'closed';
  if (nowMs < Date.parse(session.open)) return 'pre-market';
  if (nowMs < Date.parse(session.close)) return 'open';
  if (session.halted) return 'closed';
  return nowMs < postMarketEnd(session) ? 'post-market' : 'closed';
}

/** The first session from a date onward (or backward) that fits, as far as the calendar goes. */
function seek(
  from: string,
  step: 1 | -1,
  days: DeclaredDays,
  fits: (session: Session) => boolean,
): Session | null {
  const start = step === 1 ? later(from, CALENDAR_FROM) : earlier(from, CALENDAR_TO);
  for (let date = start; knowsDate(date); date = dayAfter(date, step)) {
    const session = sessionOn(date, days);
    if (session && fits(session)) return session;
  }
  return null;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

function dayAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

const utc = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toString({ fractionalSecondDigits: 3 });
