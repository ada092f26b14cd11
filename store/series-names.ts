/** How the series of an agent are called in the journal. */

import type { Series } from '#lib/series/history.ts';

export function seriesName(series: Series, agent: string): string {
  return `${series}/${agent}`;
}

/** Whether it is switched on, where its SLO counts only then. */
export function enabledName(agent: string): string {
  return `enabled/${agent}`;
}
