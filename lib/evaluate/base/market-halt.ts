/** What people declare of the market's day in the plan: halts of the whole market (NYSE Rule 7.12), and one-off days. */

import { closureOn, declaredDays, earlyCloseOn, haltOn } from '../../market/declared-days.ts';
import { etDate } from '../../market/market.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Posture } from '../../posture.ts';
import type { World } from './input.ts';

export type MarketHalt = Plan['marketHalts'][number];

/**
 * A halt of level 1 or 2 lasts 15 minutes, and reopening takes a while. A declaration that nobody ended must not excuse
 * a dead feed for longer; one of level 3 ends with its day.
 */
const OPEN_ENDED_MS = 30 * 60_000;

/** The halt that is declared for now; null if there is none. Trading can only be halted in a session. */
export function declaredHalt(world: World): MarketHalt | null {
  const { state } = world.market;
  if (state !== 'open' && state !== 'unknown') return null;
  return world.plan.marketHalts.find((halt) => holds(world, halt)) ?? null;
}

function holds({ now, market }: World, { level, from, to }: MarketHalt): boolean {
  const since = Date.parse(from);
  if (now < since) return false;
  if (to !== undefined) return now < Date.parse(to);
  return level === 3 ? etDate(since) === market.date : now < since + OPEN_ENDED_MS;
}

/** The halt of level 3 that ended the session of this day; null while it goes on, and on any other day. */
function endingHalt({ plan, market, now }: World): MarketHalt | null {
  const { session, date } = market;
  if (session?.halted !== true || now < Date.parse(session.close)) return null;
  return haltOn(declaredDays(plan), date)?.halt ?? null;
}

/** The halt that holds, or that ended the session. */
export function haltOfDay(world: World): MarketHalt | null {
  return declaredHalt(world) ?? endingHalt(world);
}

/**
 * Whose word the market's state rests on, the halt before the day; null where it is the calendar's.
 */
export function declarationOf(world: World): Posture['market']['declared'] {
  const halt = haltOfDay(world);
  if (halt !== null)
    return { kind: 'halt', reason: halt.note ?? null, who: halt.who ?? null, source: halt.source ?? null };
  const days = declaredDays(world.plan);
  const closure = closureOn(days, world.market.date);
  if (closure !== null) return { kind: 'closure', ...wordsOf(closure) };
  const early = earlyCloseOn(days, world.market.date);
  return early === null ? null : { kind: 'early-close', ...wordsOf(early) };
}

const wordsOf = ({ reason, who, source }: { reason: string; who: string; source: string }) => ({
  reason,
  who,
  source,
});
