/** The names of an agent's series in the journal. */

import type { Series } from '#lib/series/history.ts';

export function seriesName(series: Series, agent: string): string {
  return `${series}/${agent}`;
}

/** 1 while it is switched on, if its SLO counts only then. */
export function enabledName(agent: string): string {
  return `enabled/${agent}`;
}
