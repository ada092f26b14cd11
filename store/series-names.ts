/** The names of an agent's series in the journal. */

import type { Series } from '#lib/series/history.ts';

export function seriesName(series: Series, agent: string): string {
  return `${series}/${agent}`;
}

/** 1 while time counts for its SLO; 0 while the plan asks nothing of it: off, not used, a heartbeat without a market. */
export function enabledName(agent: string): string {
  return `enabled/${agent}`;
}
