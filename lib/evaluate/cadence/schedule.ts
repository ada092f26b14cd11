/** When each item of the ops cadence is due in a session (plan, Ops cadence), by that day's real open and close. */

import { formatEt, postMarketEnd, type Session } from '../../market/market.ts';
import type { CadencePlan } from '../../plan/schema.ts';
import { instant } from '../base/evidence.ts';

/** One item at one time. Times in epoch ms; `due` from `at` to `until`, late from there to `over`, missed after it. */
export interface Occurrence {
  item: CadencePlan;
  /** Unique within the session: `item@09:45`, New York time. */
  id: string;
  /** Unique across sessions. */
  key: string;
  at: number;
  until: number;
  over: number;
  /** `at` and `until` as the posture has them. */
  instants: { at: string; until: string };
}

const MINUTE_MS = 60_000;
/** How long an item is due if the plan does not say. */
export const DEFAULT_GRACE_MINUTES = 15;

/** The last computed schedule, since the same plan and session are evaluated each second. */
const latest = new WeakMap<readonly CadencePlan[], { close: string; schedule: readonly Occurrence[] }>();

/** All items of a session in the order of their times; the plan's order decides between equals. */
export function scheduleOf(cadence: readonly CadencePlan[], session: Session): readonly Occurrence[] {
  const known = latest.get(cadence);
  if (known?.close === session.close) return known.schedule;
  const schedule = makeSchedule(cadence, session);
  latest.set(cadence, { close: session.close, schedule });
  return schedule;
}

function makeSchedule(cadence: readonly CadencePlan[], session: Session): Occurrence[] {
  const starts = cadence.map((item) => startOf(item, session)).sort((a, b) => a - b);
  const end = postMarketEnd(session);
  return cadence
    .flatMap((item) =>
      timesOf(item, session).map((at) => occurrence(item, session.date, at, { starts, end })),
    )
    .sort((a, b) => a.at - b.at);
}

function occurrence(
  item: CadencePlan,
  date: string,
  at: number,
  day: { starts: readonly number[]; end: number },
): Occurrence {
  const grace = item.graceMinutes ?? item.everyMinutes ?? DEFAULT_GRACE_MINUTES;
  const until = at + grace * MINUTE_MS;
  const again = item.everyMinutes === undefined ? day.end : at + item.everyMinutes * MINUTE_MS;
  const nextPhase = day.starts.find((start) => start > at) ?? day.end;
  const id = `${item.id}@${formatEt(at).slice(0, 5)}`;
  return {
    item,
    id,
    key: `${date}/${id}`,
    at,
    until,
    // An item that must hold throughout cannot be done late.
    over: item.throughout ? until : Math.max(until, Math.min(again, nextPhase)),
    instants: { at: instant(at), until: instant(until) },
  };
}

function startOf(item: CadencePlan, session: Session): number {
  const anchor = Date.parse(item.anchor === 'open' ? session.open : session.close);
  return anchor + item.offsetMinutes * MINUTE_MS;
}

/** All times of an item in one session; a repeating one ends with the session. */
function timesOf(item: CadencePlan, session: Session): number[] {
  const start = startOf(item, session);
  if (item.everyMinutes === undefined) return [start];
  const step = item.everyMinutes * MINUTE_MS;
  const count = Math.max(0, Math.floor((Date.parse(session.close) - start) / step) + 1);
  return Array.from({ length: count }, (_, i) => start + i * step);
}
