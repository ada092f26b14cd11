/** Labels of the link pill in the head. */

import { formatAge } from '#lib/format/duration.ts';
import { LATE_MS, type LiveState } from '../live/live-state.ts';

/** `live`: ticks in time, nothing missing or unreadable. Nothing else looks good. */
export interface LinkWords {
  live: boolean;
  words: string;
}

/** @param scripted whether the page's scripts run yet; without them the page is as of when it was made. */
export function linkWords(
  { link, malformed, missing, lagMs }: Pick<LiveState, 'link' | 'malformed' | 'missing' | 'lagMs'>,
  scripted: boolean,
): LinkWords {
  const not = (words: string) => ({ live: false, words });
  if (!scripted) return not('as of now');
  if (malformed > 0) return not(`link trouble, ${malformed} unreadable`);
  if (link === 'lost') return not('reconnecting');
  if (missing !== null) return not('a change was missed, asking');
  if (link === 'connecting' || lagMs === null) return not('connecting');
  const lag = formatAge(Math.max(0, lagMs));
  return lagMs < LATE_MS ? { live: true, words: `live · ${lag}` } : not(`late · ${lag}`);
}
