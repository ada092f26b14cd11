/** The market's day in the desk's words. */
import { formatEt } from '../market/market.ts';
import type { Posture } from '../wire/posture.ts';
import type { World } from './world.ts';

export function marketPosture(world: World): Posture['market'] {
  const { state, session, date } = world.market;
  return {
    state,
    label: labelOf(world),
    date,
    opensAt: session?.open ?? null,
    closesAt: session?.close ?? null,
    early: session?.early ?? false,
    verdict: state === 'unknown' ? 'unknown' : 'not-applicable',
  };
}

function labelOf({ market, plan }: World): string {
  const name = plan.mesh.market;
  const { session, next } = market;
  const opens = (iso: string) => formatEt(Date.parse(iso)).slice(0, 5);
  switch (market.state) {
    case 'open':
      return `${name} open, closes ${opens(session?.close ?? '')}${session?.early ? ' (half-day)' : ''}`;
    case 'pre-market':
      return `${name} pre-market, opens ${opens(session?.open ?? '')}`;
    case 'post-market':
      return `${name} post-market`;
    case 'unknown':
      return `${name} hours unknown: past the calendar`;
    case 'closed':
      return next === null ? `${name} closed` : `${name} closed, next session ${next.date}`;
  }
}
