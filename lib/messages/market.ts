/** What is said of the market's day. */

import { formatEt } from '../format/clock.ts';
import type { Posture } from '../posture.ts';

export const marketMessages = {
  'market-halt': (p: { level: number }) => `market-wide halt level ${p.level} declared`,
  'feed-quiet-closed': () => 'Quiet, market closed',
  'feed-quiet-before-open': () => 'Quiet, before the open',
};

/** What the words of a session rest on: all of the posture's market but its verdict. */
export type MarketDay = Omit<Posture['market'], 'verdict' | 'date'>;

/**
 * The session in words, with a market-wide halt that people declared, e.g. `NYSE open, closes 16:00`. Stands beside
 * every verdict.
 */
export function marketLabel(market: MarketDay): string {
  const basis = market.basis === 'rule' ? ' (by rule, not yet published)' : '';
  const halt = market.halt === null ? '' : `, ${marketMessages['market-halt'](market.halt)}`;
  return `${sessionLabel(market)}${basis}${halt}${declaredLabel(market.declared)}`;
}

/** Somebody's word keeps rules quiet: whose, and where it is from, e.g. ` by ada (NYSE notice 2026-1)`. */
function declaredLabel(declared: MarketDay['declared']): string {
  if (declared === null) return '';
  const { kind, reason, who, source } = declared;
  const by = who === null ? '' : ` by ${who}`;
  const from = source === null ? '' : ` (${source})`;
  const why = reason === null ? '' : `: ${reason}`;
  return `${DECLARED[kind]}${by}${from}${why}`;
}

/** That of a halt follows its own words, which end in `declared`. */
const DECLARED: Readonly<Record<NonNullable<MarketDay['declared']>['kind'], string>> = {
  halt: '',
  closure: ', closure declared',
  'early-close': ', early close declared',
};

function sessionLabel({ name, state, opensAt, closesAt, early, nextSession }: MarketDay): string {
  const half = early ? ' (half-day)' : '';
  switch (state) {
    case 'open':
      return `${name} open, closes ${hourOf(closesAt)}${half}`;
    case 'pre-market':
      return `${name} pre-market, opens ${hourOf(opensAt)}`;
    case 'post-market':
      return `${name} closed ${hourOf(closesAt)}${half}, post-market`;
    case 'unknown':
      return `${name} hours unknown: past the calendar`;
    case 'closed':
      return nextSession === null ? `${name} closed` : `${name} closed, next session ${nextSession}`;
  }
}

const hourOf = (iso: string | null): string => formatEt(Date.parse(iso ?? '')).slice(0, 5);
