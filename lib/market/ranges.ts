/** How far back a chart reaches, by the clock or by sessions of the market. */

import { etDate } from '../format/clock.ts';
import type { Range } from '../series/history.ts';
import { type DeclaredDays, NOTHING_DECLARED } from './declared-days.ts';
import { sessionsBetween } from './market.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Holds more than five sessions, whatever the holidays. */
const LOOK_BACK_MS = 14 * DAY_MS;

/** The interval of a range at `now`, epoch milliseconds. Outside of a session the last one counts, up to now. */
export function intervalOf(
  range: Range,
  now: number,
  days: DeclaredDays = NOTHING_DECLARED,
): { from: number; to: number } {
  switch (range) {
    case '15m':
      return { from: now - 15 * MINUTE_MS, to: now };
    case '1h':
      return { from: now - 60 * MINUTE_MS, to: now };
    case 'session':
      return { from: openedAt(1, now, days), to: now };
    case '5-sessions':
      return { from: openedAt(5, now, days), to: now };
    case '30d':
      return { from: now - 30 * DAY_MS, to: now };
  }
}

/** When the last session but `back - 1` opened; a day per session ago if the calendar does not reach it. */
function openedAt(back: number, now: number, days: DeclaredDays): number {
  const opened = sessionsBetween(etDate(now - LOOK_BACK_MS), etDate(now), days)
    .map(({ open }) => Date.parse(open))
    .filter((open) => open < now - MINUTE_MS);
  return opened.at(-back) ?? now - back * DAY_MS;
}
