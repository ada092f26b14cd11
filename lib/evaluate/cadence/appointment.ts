/**
 * A time of the market's day as the plan writes it, such as `T-60` (plan, Ops cadence), and if it is that time now. A
 * scheduler that starts the command line may know neither holidays nor daylight saving, nor early closes.
 */

import { closureOn, type DeclaredDays, NOTHING_DECLARED } from '../../market/declared-days.ts';
import { formatEt, type MarketAt, marketAt, occasionOf, type Session } from '../../market/market.ts';
import { DEFAULT_GRACE_MINUTES } from './schedule.ts';

const MINUTE_MS = 60_000;
/** `T-60`: minutes from the open. `close+30`: minutes from the real close. */
const WRITTEN = /^(T|close)([+-]\d{1,3})$/;

export interface Appointment {
  text: string;
  anchor: 'open' | 'close';
  offsetMinutes: number;
}

/** `null`: it has another format. */
export function parseAppointment(text: string): Appointment | null {
  const [, anchor, minutes] = WRITTEN.exec(text) ?? [];
  if (anchor === undefined) return null;
  return { text, anchor: anchor === 'T' ? 'open' : 'close', offsetMinutes: Number(minutes) };
}

/** `unknown`: the calendar does not reach this date. */
export type Turn =
  | { state: 'due'; session: Session /** Epoch milliseconds. */; at: number }
  | { state: 'not-due' | 'unknown'; why: string };

/** It is due from the minute itself until a cadence item of that minute would be late. */
export function turnOf(appointment: Appointment, nowMs: number, days: DeclaredDays = NOTHING_DECLARED): Turn {
  const market = marketAt(nowMs, days);
  if (market.state === 'unknown')
    return { state: 'unknown', why: `the market calendar does not reach ${market.date}` };
  const { session } = market;
  if (session === null) return { state: 'not-due', why: noSession(market, days) };
  const anchor = Date.parse(appointment.anchor === 'open' ? session.open : session.close);
  const at = anchor + appointment.offsetMinutes * MINUTE_MS;
  if (nowMs >= at && nowMs < at + DEFAULT_GRACE_MINUTES * MINUTE_MS) return { state: 'due', session, at };
  return { state: 'not-due', why: otherTime(appointment, session, at, nowMs) };
}

function noSession({ date, next }: MarketAt, days: DeclaredDays): string {
  const closure = closureOn(days, date);
  const occasion =
    occasionOf(date) ?? (closure && `${closure.reason}, declared by ${closure.who}: ${closure.source}`);
  const follows = next === null ? '' : `; the next session is on ${next.date}`;
  return `no session on ${date}${occasion === null ? '' : ` (${occasion})`}${follows}`;
}

function otherTime({ text }: Appointment, session: Session, at: number, nowMs: number): string {
  const minute = (ms: number) => formatEt(ms).slice(0, 5);
  const until = at + DEFAULT_GRACE_MINUTES * MINUTE_MS;
  return `${text} of ${session.date} is from ${minute(at)} to ${minute(until)} ET; it is ${minute(nowMs)} ET`;
}
