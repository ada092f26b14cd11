/** The past of one series of one agent, as a chart draws it, from the journal. */

import { instant } from '#lib/format/instant.ts';
import { clip } from '#lib/intervals.ts';
import { type DeclaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import { etDate, sessionsBetween } from '#lib/market/market.ts';
import { intervalOf } from '#lib/market/ranges.ts';
import type { Posture } from '#lib/posture.ts';
import type { History, HistoryQuery } from '#lib/series/history.ts';
import type { Journal } from '#store/journal.ts';
import { seriesName } from '#store/series-names.ts';

/** Samples come each second, and not on the dot: a narrower column would now and then have none of its own. */
const NARROWEST_MS = 2_500;

/** `null`: no such agent. Rejects if the journal cannot be read. */
export async function historyOf(
  journal: Pick<Journal, 'series'>,
  posture: Posture,
  { agent: name, series, interval: span, points }: HistoryQuery,
  now: number,
  days: DeclaredDays = NOTHING_DECLARED,
): Promise<History | null> {
  const agent = posture.agents.find((a) => a.name === name);
  if (agent === undefined) return null;
  const { from, to } = typeof span === 'string' ? intervalOf(span, now, days) : span;
  const columns = Math.max(1, Math.min(points, Math.floor((to - from) / NARROWEST_MS)));
  const found = await journal.series({ name: seriesName(series, agent.name), from, to, columns });
  return {
    agent: agent.name,
    series,
    from: instant(from),
    to: instant(to),
    limitSeconds: series === 'heartbeat_age_seconds' ? agent.heartbeatLimitSeconds : null,
    points: found.points.map(({ at, value }) => [at - from, value]),
    unobserved: found.unobserved.map((span) => ({ ...span, from: instant(span.from), to: instant(span.to) })),
    sessions: sessionsWithin(from, to, days),
  };
}

/** When the market is open within `from`…`to`. */
function sessionsWithin(from: number, to: number, days: DeclaredDays): History['sessions'] {
  const sessions = sessionsBetween(etDate(from), etDate(to), days).map(({ open, close }) => ({
    from: Date.parse(open),
    to: Date.parse(close),
  }));
  return clip(sessions, { from, to }).map((open) => ({ from: instant(open.from), to: instant(open.to) }));
}
