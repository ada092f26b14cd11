/** Where in the market's year worlds begin, and the market's state then. */

import { type MarketAt, marketAt } from '#lib/market/market.ts';
import type { Choices } from './random.ts';

interface Anchor {
  weight: number;
  at: number;
}

const anchor = (weight: number, iso: string): Anchor => ({ weight, at: Date.parse(iso) });

export const ANCHORS: Choices<Anchor> = [
  anchor(12, '2026-11-20T15:15:00Z'),
  anchor(2, '2026-07-08T17:40:30Z'),
  // The session opens, and closes, within the world.
  anchor(1, '2026-11-20T14:29:45Z'),
  anchor(1, '2026-11-20T20:59:45Z'),
  // Before and after the session, at night, at a weekend and on a holiday.
  anchor(1, '2026-11-20T13:00:00Z'),
  anchor(1, '2026-11-20T22:00:00Z'),
  anchor(1, '2026-11-20T05:00:00Z'),
  anchor(1, '2026-11-21T16:00:00Z'),
  anchor(1, '2026-11-26T16:00:00Z'),
  // A half-day, and its early close.
  anchor(1, '2026-11-27T16:00:00Z'),
  anchor(1, '2026-11-27T17:59:45Z'),
  // The first session in daylight saving time, and past the calendar's horizon.
  anchor(1, '2027-03-15T14:00:00Z'),
  anchor(1.5, '2031-03-03T15:00:00Z'),
];

const MINUTE = 60_000;
const known = new Map<number, MarketAt>();

/** The market at an instant. It changes on whole minutes only, so each minute is computed once. */
export function sessionAt(ms: number): MarketAt {
  const minute = Math.floor(ms / MINUTE);
  const held = known.get(minute);
  if (held !== undefined) return held;
  const market = marketAt(minute * MINUTE);
  known.set(minute, market);
  return market;
}
