/**
 * Requests of a tab: the console's time, for the lateness of ticks, and the posture, if the one named by the ticks
 * never came.
 */

import { POSTURE_PATH, TIME_HEADER } from '#lib/documents/live.ts';
import { type Heard, LATE_MS, type LiveState } from './live-state.ts';

/** Clocks drift apart by some milliseconds in this time. */
const MEASURE_EVERY_MS = 60_000;
const AGAIN_AFTER_MS = 1_000;
const TIMEOUT_MS = 5_000;

/** To be called with each new state: asks where that leaves a question open, one at a time. */
export function asker(hear: (heard: Heard) => void): (state: LiveState) => void {
  let asking = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  return (state) => {
    const now = performance.now();
    if (asking || now - askedAt < (isOpen(state) ? AGAIN_AFTER_MS : MEASURE_EVERY_MS)) return;
    asking = true;
    askedAt = now;
    ask(state.missing !== null, now)
      // Without an answer nothing is proven, and the next tick asks again.
      .then(hear, () => undefined)
      .finally(() => {
        asking = false;
      });
  };
}

function isOpen({ missing, leastMs, lagMs }: LiveState): boolean {
  return missing !== null || leastMs === null || (lagMs ?? 0) >= LATE_MS;
}

/** @throws when the console does not answer in time, or not with its time. */
async function ask(forPosture: boolean, askedAt: number): Promise<Heard> {
  const response = await fetch(POSTURE_PATH, {
    method: forPosture ? 'GET' : 'HEAD',
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const now = response.headers.get(TIME_HEADER);
  if (!response.ok || now === null) throw new Error(`${POSTURE_PATH}: ${response.status}`);
  const data = forPosture ? await response.text() : null;
  return { kind: 'answer', askedAt, at: performance.now(), now, data };
}
