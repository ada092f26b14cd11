/**
 * The expectations of market data in each part of the market's day. Plan, Escalation rules: staleness counts in market
 * hours; Ops cadence: the first check before the open already needs a healthy heartbeat. Beyond the calendar nothing
 * excuses silence.
 */

import { say } from '../../messages/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { World } from './input.ts';
import { declaredHalt } from './market-halt.ts';

/** True if ticks are expected now; if not, why. */
export type FeedExpectation =
  | { kind: 'wanted' }
  /** Outside the hours in which market data must flow: old ticks are calm, an answer is wanted all the same. */
  | { kind: 'quiet'; state: Message }
  /** People declared a market-wide halt: no ticks prove nothing, in either direction. */
  | { kind: 'halted'; words: Message };

const MINUTE_MS = 60_000;

export function feedExpectation(world: World): FeedExpectation {
  const halt = declaredHalt(world);
  if (halt !== null) return { kind: 'halted', words: say('market-halt', { level: halt.level }) };
  const { state, session } = world.market;
  if (state === 'closed' || state === 'post-market')
    return { kind: 'quiet', state: say('feed-quiet-closed') };
  if (state !== 'pre-market' || session === null) return { kind: 'wanted' };
  const wantedFrom = Date.parse(session.open) + firstCheckMinutes(world.plan) * MINUTE_MS;
  return world.now >= wantedFrom
    ? { kind: 'wanted' }
    : { kind: 'quiet', state: say('feed-quiet-before-open') };
}

/** The first check before the open, in minutes from the open; 0 if the plan has none. */
function firstCheckMinutes(plan: Plan): number {
  return Math.min(0, ...plan.cadence.filter((c) => c.anchor === 'open').map((c) => c.offsetMinutes));
}
