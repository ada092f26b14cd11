/**
 * NYSE sessions and the state of the market at an instant. Pure: time is an argument.
 */

import { etDate } from '../format/clock.ts';
import type { SessionState } from '../vocabulary.ts';
import { CALENDAR_FROM, CALENDAR_PUBLISHED_TO, CALENDAR_TO, knowsDate, tradingDay } from './calendar.ts';
import { easternInstant } from './eastern-time.ts';

export { etDate, formatEt } from '../format/clock.ts';
export { CALENDAR_FROM, CALENDAR_PUBLISHED_TO, CALENDAR_TO, knowsDate, occasionOf } from './calendar.ts';

/** One trading session: its New York date, and its open and close as ISO times in UTC. */
export interface Session {
  readonly date: string;
  readonly open: string;
  readonly close: string;
  /** True when it closes at 13:00 ET and not at 16:00. */
  readonly early: boolean;
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
/** On a day that closes early the late trading session ends at 17:00. */
const POST_MARKET_TO_EARLY = '17:00';

/** The session of a New York date (`YYYY-MM-DD`), or null: no trading, or a date that the calendar does not know. */
export function sessionOn(date: string): Session | null {
  if (!knowsDate(date)) return null;
  const trading = tradingDay(date);
  if (trading === 'closed') return null;
  const early = trading === 'early';
  return {
    date,
    open: utc(easternInstant(date, '09:30')),
    close: utc(easternInstant(date, early ? '13:00' : '16:00')),
    early,
  };
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
  return easternInstant(session.date, session.early ? POST_MARKET_TO_EARLY : POST_MARKET_TO);
}

/** All sessions from one New York date to another, both included, in order; only those that the calendar knows. */
export function sessionsBetween(from: string, to: string): Session[] {
  const sessions: Session[] = [];
  const last = to < CALENDAR_TO ? to : CALENDAR_TO;
  for (let date = from > CALENDAR_FROM ? from : CALENDAR_FROM; date <= last; date = dayAfter(date, 1)) {
    const session = sessionOn(date);
    if (session) sessions.push(session);
  }
  return sessions;
}

/** The state of the market at an instant, with the sessions around it. */
export function marketAt(nowMs: number): MarketAt {
  const date = etDate(nowMs);
  const session = sessionOn(date);
  return {
    state: knowsDate(date) ? stateAt(nowMs, session) : 'unknown',
    date,
    session,
    next: seek(date, 1, (candidate) => Date.parse(candidate.open) > nowMs),
    previous: seek(date, -1, (candidate) => Date.parse(candidate.close) <= nowMs),
  };
}

/** The latest session that had opened by the instant, open or over; null before the calendar's first. */
export function latestSessionAt(nowMs: number): Session | null {
  return seek(etDate(nowMs), -1, (candidate) => Date.parse(candidate.open) <= nowMs);
}

function stateAt(nowMs: number, session: Session | null): SessionState {
  if (!session) return 'closed';
  if (nowMs < easternInstant(session.date, PRE_MARKET_FROM)) return 'closed';
  if (nowMs < Date.parse(session.open)) return 'pre-market';
  if (nowMs < Date.parse(session.close)) return 'open';
  return nowMs < postMarketEnd(session) ? 'post-market' : 'closed';
}

/** The first session from a date onward (or backward) that fits, as far as the calendar goes. */
function seek(from: string, step: 1 | -1, fits: (session: Session) => boolean): Session | null {
  const start = step === 1 ? later(from, CALENDAR_FROM) : earlier(from, CALENDAR_TO);
  for (let date = start; knowsDate(date); date = dayAfter(date, step)) {
    const session = sessionOn(date);
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
