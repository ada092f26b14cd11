/** The market's day in the desk's words. */

import { basisOf, formatEt } from '../../market/market.ts';
import type { Posture } from '../../posture.ts';
import type { Verdict } from '../../vocabulary.ts';
import type { World } from './input.ts';
import { declaredHalt, haltWords } from './market-halt.ts';

export function marketPosture(world: World): Posture['market'] {
  const { state, session, date } = world.market;
  return {
    state,
    label: marketLabel(world),
    date,
    opensAt: session?.open ?? null,
    closesAt: session?.close ?? null,
    early: session?.early ?? false,
    verdict: verdictOf(world),
  };
}

function verdictOf(world: World): Verdict {
  if (world.market.state === 'unknown') return 'unknown';
  return declaredHalt(world) === null ? 'not-applicable' : 'attention';
}

/** The session in words, with a market-wide halt that people declared; stands beside every verdict. */
export function marketLabel(world: World): string {
  const halt = declaredHalt(world);
  const label = `${sessionLabel(world)}${basisWords(world)}`;
  return halt === null ? label : `${label}, ${haltWords(halt)}`;
}

/** Hours that the exchange has not published yet are said to be by its rules alone. */
function basisWords({ market }: World): string {
  const day = market.session ?? market.next;
  return day !== null && basisOf(day.date) === 'rule' ? ' (by rule, not yet published)' : '';
}

function sessionLabel({ market, plan }: World): string {
  const name = plan.mesh.market;
  const { session, next } = market;
  const opens = (iso: string) => formatEt(Date.parse(iso)).slice(0, 5);
  switch (market.state) {
    case 'open':
      return `${name} open, closes ${opens(session?.close ?? '')}${session?.early ? ' (half-day)' : ''}`;
    case 'pre-market':
      return `${name} pre-market, opens ${opens(session?.open ?? '')}`;
    case 'post-market':
      return `${name} closed ${opens(session?.close ?? '')}${session?.early ? ' (half-day)' : ''}, post-market`;
    case 'unknown':
      return `${name} hours unknown: past the calendar`;
    case 'closed':
      return next === null ? `${name} closed` : `${name} closed, next session ${next.date}`;
  }
}
