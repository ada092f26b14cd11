/** Market-wide halts (circuit breakers, NYSE Rule 7.12), as people declare them in the plan. */

import { etDate } from '../../market/market.ts';
import type { Plan } from '../../plan/schema.ts';
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
