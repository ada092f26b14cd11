/** The market's day, as the posture has it; `lib/messages/market.ts` has its words. */

import { basisOf } from '../../market/market.ts';
import type { Posture } from '../../posture.ts';
import type { Verdict } from '../../vocabulary.ts';
import type { World } from './input.ts';
import { declarationOf, haltOfDay } from './market-halt.ts';

export function marketPosture(world: World): Posture['market'] {
  const { state, session, next, date } = world.market;
  const halt = haltOfDay(world);
  const day = session ?? next;
  return {
    name: world.plan.mesh.market,
    state,
    date,
    opensAt: session?.open ?? null,
    closesAt: session?.close ?? null,
    early: session?.early ?? false,
    nextSession: next?.date ?? null,
    basis: day === null ? null : basisOf(day.date),
    halt: halt === null ? null : { level: halt.level },
    declared: declarationOf(world),
    verdict: verdictOf(world),
  };
}

function verdictOf(world: World): Verdict {
  if (world.market.state === 'unknown') return 'unknown';
  return haltOfDay(world) === null ? 'not-applicable' : 'attention';
}
