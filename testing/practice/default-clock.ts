import { latestSessionAt, marketAt } from '#lib/market/market.ts';

/** Where a practice day begins when the market is closed: 45 minutes after the open, 10:15 ET. */
const MINUTES_AFTER_OPEN = 45;
/** A kept clock is continued for this long, at any hour: a console that runs beside it has the same. */
const CONTINUE_MS = 12 * 3600 * 1000;

/** A clock that an earlier run of the practice mesh has kept, and when it was written (ms of real time). */
export interface KeptClock {
  readonly offsetSeconds: number;
  readonly writtenAt: number;
}

/**
 * The shift of the practice clock in seconds: that of the run before, unless it is old and would show a closed market
 * now; else none while the market is open, and else such that it is 10:15 ET on the latest trading day.
 */
export function clockOffset(nowMs: number, kept: KeptClock | undefined): number {
  if (kept !== undefined) {
    const open = marketAt(nowMs + kept.offsetSeconds * 1000).state === 'open';
    if (open || nowMs - kept.writtenAt < CONTINUE_MS) return kept.offsetSeconds;
  }
  if (marketAt(nowMs).state === 'open') return 0;
  const session = latestSessionAt(nowMs);
  if (session === null) return 0;
  return Math.round((Date.parse(session.open) + MINUTES_AFTER_OPEN * 60_000 - nowMs) / 1000);
}
