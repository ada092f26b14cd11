/** Which time a hand-over is of, by what is asked for: an instant, a wall time in New York, or a usual beginning. */

import * as z from 'zod/mini';
import type { Interval } from '#lib/intervals.ts';
import { type DeclaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import { easternInstant } from '#lib/market/eastern-time.ts';
import { latestSessionAt, marketAt } from '#lib/market/market.ts';
import { HANDOVER_STARTS, type HandoverQuery, type HandoverStart } from '../document.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than any time between two sessions. */
export const LONGEST_MS = 7 * DAY_MS;
/** The last evaluation speaks until the next one, a second later. */
const EVALUATED_EACH_MS = 1_000;
/** A console that has not evaluated for longer does not watch (as the journal has it). */
const WATCHED_GAP_MS = 5_000;

type Refused = { parameter: 'from' | 'to'; detail: string };
type Asked = { ok: true; span: Interval } | ({ ok: false } & Refused);

const timeSchema = z.iso.datetime({ offset: true, local: true });
const startSchema = z.enum(HANDOVER_STARTS);

/**
 * The span that is asked for: since the close of the last session, and until now, where nothing is said of them.
 * @param now epoch ms. @param evaluatedAt when it last evaluated: until a little after that is until now, since nothing later is known.
 */
export function spanAsked(
  { from, to }: HandoverQuery,
  now: number,
  evaluatedAt: number,
  days: DeclaredDays = NOTHING_DECLARED,
): Asked {
  const end = to === undefined ? asOf(now, evaluatedAt) : timeOf(to);
  const begin = startOf(from ?? 'last-close', now, days);
  if (end === null) return refused('to', NO_TIME);
  if (begin === null) return refused('from', NO_TIME);
  if (end > now) return refused('to', 'must not be in the future');
  if (begin >= end) return refused('from', to === undefined ? 'must be before now' : 'must be before to');
  if (end - begin > LONGEST_MS) return refused('from', 'must be at most 7 days before to');
  return { ok: true, span: { from: begin, to: end } };
}

const NO_TIME = 'is not a time such as 2026-11-20T09:30 (New York) or 2026-11-20T14:30:00Z';

function refused(parameter: Refused['parameter'], detail: string): Asked {
  return { ok: false, parameter, detail };
}

function asOf(now: number, evaluatedAt: number): number {
  return now - evaluatedAt > WATCHED_GAP_MS ? now : Math.min(now, evaluatedAt + EVALUATED_EACH_MS);
}

function startOf(from: string, now: number, days: DeclaredDays): number | null {
  const start = startSchema.safeParse(from);
  return start.success ? usualStart(start.data, now, days) : timeOf(from);
}

function usualStart(start: HandoverStart, now: number, days: DeclaredDays): number {
  switch (start) {
    case 'last-close':
      return sessionTime(marketAt(now, days).previous?.close, now);
    case 'session-open':
      return sessionTime(latestSessionAt(now, days)?.open, now);
    case '12h':
      return now - 12 * HOUR_MS;
    case '24h':
      return now - DAY_MS;
  }
}

/** Past the ends of the market's calendar there is none: then the last day. */
function sessionTime(iso: string | undefined, now: number): number {
  const at = Date.parse(iso ?? '');
  return now - at <= LONGEST_MS ? at : now - DAY_MS;
}

/** A time without a zone is New York's. */
function timeOf(text: string): number | null {
  if (!timeSchema.safeParse(text).success) return null;
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return Date.parse(text);
  const [date = '', time = ''] = text.split('T');
  return easternInstant(date, time);
}
