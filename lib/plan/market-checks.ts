/** Declarations about the market that contradict its calendar, each other, or the rule for halts (NYSE Rule 7.12). */

import type { DeclaredDays } from '../market/declared-days.ts';
import { easternInstant } from '../market/eastern-time.ts';
import {
  CALENDAR_FROM,
  CALENDAR_TO,
  etDate,
  formatEt,
  knowsDate,
  occasionOf,
  type Session,
  sessionOn,
} from '../market/market.ts';
import type { PlanOutline } from './outline.ts';
import { mistake, type PlanIssue, type PlanPath } from './plan-issue.ts';

const MINUTE_MS = 60_000;
/** A halt of level 1 or 2 lasts 15 minutes, and reopening takes a while. */
const LONGEST_HALT_MINUTES = 30;
/** So long before the close none of level 1 or 2 begins any more: after 15:25 ET, 12:25 on early closes. */
const LAST_HALT_MINUTES = 35;

export function marketChecks(plan: PlanOutline): PlanIssue[] {
  return [...closureIssues(plan), ...earlyCloseIssues(plan), ...haltIssues(plan)];
}

/** What is no mistake, and tells that somebody may have meant another day. */
export function marketNotes({ market }: PlanOutline): PlanIssue[] {
  const closed = market.closures.flatMap(({ date }, i): PlanIssue[] =>
    isDay(date) && sessionOn(date) === null ? [alreadyClosed(['market', 'closures', i, 'date'], date)] : [],
  );
  const early = market.earlyCloses.flatMap(({ date, close }, i): PlanIssue[] =>
    isDay(date) && sessionOn(date)?.early === true && close === '13:00'
      ? [note(['market', 'earlyCloses', i, 'date'], `the calendar has this early close already: ${date}`)]
      : [],
  );
  return [...closed, ...early];
}

function alreadyClosed(path: PlanPath, date: string): PlanIssue {
  const why = occasionOf(date) ?? 'a weekend';
  return note(path, `the exchange is closed on ${date} already: ${why}`);
}

const note = (path: PlanPath, message: string): PlanIssue =>
  mistake(path, message, 'Leave it out, or look if another day was meant.');

function closureIssues({ market }: PlanOutline): PlanIssue[] {
  return market.closures.flatMap(({ date }, i) =>
    dayIssues(
      ['market', 'closures', i, 'date'],
      date,
      market.closures.slice(0, i).some((other) => other.date === date),
    ),
  );
}

function earlyCloseIssues({ market }: PlanOutline): PlanIssue[] {
  return market.earlyCloses.flatMap(({ date, close }, i): PlanIssue[] => {
    const path: PlanPath = ['market', 'earlyCloses', i];
    const before = [...market.closures, ...market.earlyCloses.slice(0, i)];
    const twice = before.some((other) => other.date === date);
    const issues = dayIssues([...path, 'date'], date, twice);
    if (issues.length > 0 || !isDay(date)) return issues;
    if (sessionOn(date) === null) return [closedDay([...path, 'date'], date)];
    return isEarly(close) ? [] : [lateClose([...path, 'close'], close)];
  });
}

/** A time that the schema refuses is not told twice. */
const isEarly = (close: string): boolean =>
  !/^\d\d:\d\d$/.test(close) || (close > '09:30' && close < '16:00');

function lateClose(path: PlanPath, close: string): PlanIssue {
  const message = `expected a time between the open at 09:30 and the usual close at 16:00 in New York; found "${close}"`;
  return mistake(path, message, 'Write when it closes on that day; a day without trading is a closure.');
}

function dayIssues(path: PlanPath, date: string, twice: boolean): PlanIssue[] {
  if (!isDay(date, false)) return [];
  if (!knowsDate(date)) return [unknownDay(path, date)];
  if (!twice) return [];
  const message = `expected each day to be declared once; found ${date} a second time`;
  return [mistake(path, message, 'Keep one of them.')];
}

function unknownDay(path: PlanPath, found: string): PlanIssue {
  const message = `expected a day that the calendar knows, from ${CALENDAR_FROM} to ${CALENDAR_TO}; found "${found}"`;
  return mistake(path, message, 'Look at the year.');
}

function closedDay(path: PlanPath, date: string): PlanIssue {
  const message = `expected a day on which the exchange trades; ${date} is closed: ${occasionOf(date) ?? 'a weekend or a declared closure'}`;
  return mistake(path, message, 'Look at the date, or remove it.');
}

function isDay(date: string, known = true): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && (!known || knowsDate(date));
}

interface Halt {
  readonly level: number;
  readonly from: number;
  readonly to: number | null;
  readonly path: PlanPath;
  /** Null where it lies in no session. */
  readonly session: Session | null;
}

function haltIssues(plan: PlanOutline): PlanIssue[] {
  const halts = plan.marketHalts.flatMap((halt, i) => haltOf(plan, halt, ['marketHalts', i]));
  return halts.flatMap((halt, i) => {
    const { session } = halt;
    if (session === null) return [outsideSession(halt)];
    return [
      ...(halt.level === 3 ? wholeDay(halt, session) : shortHalt(halt, session)),
      ...secondHalt(halt, session, halts.slice(0, i)),
    ];
  });
}

/** A level or an instant that the schema refuses is not told twice. */
function haltOf(plan: PlanOutline, halt: PlanOutline['marketHalts'][number], path: PlanPath): Halt[] {
  const from = Date.parse(halt.from);
  const to = halt.to === undefined ? null : Date.parse(halt.to);
  if (Number.isNaN(from) || Number.isNaN(to ?? 0) || ![1, 2, 3].includes(halt.level)) return [];
  const session = sessionOn(etDate(from), daysOf(plan));
  const inSession = session !== null && from >= Date.parse(session.open) && from < Date.parse(session.close);
  return [{ level: halt.level, from, to, path, session: inSession ? session : null }];
}

/** Closures and early closes as far as they can be read. */
function daysOf({ market }: PlanOutline): DeclaredDays {
  const words = { reason: '', who: '', source: '' };
  return {
    closures: market.closures.map(({ date }) => ({ date, ...words })),
    earlyCloses: market.earlyCloses
      .filter(({ close }) => /^([01]\d|2[0-3]):[0-5]\d$/.test(close))
      .map(({ date, close }) => ({ date, close, ...words })),
    halts: [],
  };
}

function outsideSession({ path, from }: Halt): PlanIssue {
  const message = `expected a halt to begin within a session; found ${etText(from)}, when the exchange does not trade`;
  return mistake([...path, 'from'], message, 'Look at the day and at the offset: New York is behind UTC.');
}

function shortHalt({ level, from, to, path }: Halt, session: Session): PlanIssue[] {
  const last = Date.parse(session.close) - LAST_HALT_MINUTES * MINUTE_MS;
  const lasts = to === null ? null : (to - from) / MINUTE_MS;
  return [
    ...(from > last ? [tooLate(path, level, from, last)] : []),
    ...(lasts !== null && (lasts <= 0 || lasts > LONGEST_HALT_MINUTES) ? [tooLong(path, level, lasts)] : []),
  ];
}

function tooLate(path: PlanPath, level: number, from: number, last: number): PlanIssue {
  const message = `expected a halt of level ${level} to begin at ${formatEt(last).slice(0, 5)} ET at the latest on that day; found ${etText(from)}`;
  return mistake([...path, 'from'], message, 'After that only level 3 halts the market: look at the level.');
}

function tooLong(path: PlanPath, level: number, lasts: number): PlanIssue {
  const message = `expected a halt of level ${level} to last 15 minutes, and ${LONGEST_HALT_MINUTES} at most; found ${lasts} minutes`;
  return mistake([...path, 'to'], message, 'Write when trading resumes, or leave `to` out: it lapses.');
}

function wholeDay({ path, to }: Halt, session: Session): PlanIssue[] {
  if (to === null || to === Date.parse(session.close)) return [];
  const message = `expected a halt of level 3 to last to the close at ${etText(Date.parse(session.close))}; found ${etText(to)}`;
  return [mistake([...path, 'to'], message, 'Leave `to` out: it ends the session.')];
}

/** Levels 1 and 2 halt once a day each, nothing follows level 3, and two do not hold at once. */
function secondHalt(halt: Halt, session: Session, before: readonly Halt[]): PlanIssue[] {
  const sameDay = before.filter((other) => other.session?.date === session.date);
  const other = sameDay.find((o) => o.level === halt.level || overlap(o, halt));
  if (other === undefined) return [];
  const [of, at] = [other.level, etText(other.from)];
  const message = `expected each level once a day, and one halt at a time; the one of level ${of} from ${at} stands above`;
  return [mistake(halt.path, message, 'Keep one of them, or write when the first one ended.')];
}

function overlap(a: Halt, b: Halt): boolean {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  return second.from < endOf(first);
}

function endOf({ level, from, to }: Halt): number {
  if (level === 3) return easternInstant(etDate(from), '23:59');
  return to ?? from + LONGEST_HALT_MINUTES * MINUTE_MS;
}

const etText = (ms: number): string => `${etDate(ms)} ${formatEt(ms).slice(0, 5)} ET`;
