/** Ages of heartbeats: computed from the producer's own timestamp and the console's clock, never taken on trust. */

import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { clockTime } from '../../base/evidence.ts';
import { type Reading, reading } from './result.ts';

/** How far the reported and the computed age may lie apart before they count as disagreeing, in milliseconds. */
const DISAGREEMENT_MS = 5_000;

export interface Beat {
  /** The producer's timestamp, epoch ms. */
  at: number | null;
  /** When the answer that carried it was asked for, epoch ms. */
  observedAt: number;
  reportedAgeSeconds: number | null;
  limitSeconds: number;
  now: number;
  /** What beats, e.g. `tick`, `heartbeat`. */
  what: string;
}

/** The limit that judges: the smallest of all that are claimed for it, where a claim makes sense at all. */
export function judgingLimit(plannedSeconds: number, ...claimedSeconds: (number | null)[]): number {
  return Math.min(plannedSeconds, ...claimedSeconds.filter((s) => s !== null && s > 0).map(Number));
}

/** A finding about the beat, or null when it is fresh and consistent. */
export function beatFinding(beat: Beat): Reading | null {
  const { at, what, limitSeconds } = beat;
  if (at === null) return reading('bad', 'stale', `No ${what}`, `no ${what} at all, limit ${limitSeconds} s`);
  const age = beat.now - at;
  if (age < -FUTURE_TOLERANCE_MS)
    return reading('unknown', 'clock-skew', 'Clock skew', `its ${what} lies in the future: clocks differ`);
  const last = `last ${what} ${clockTime(at)}, limit ${limitSeconds} s`;
  if (age > limitSeconds * 1000) return reading('bad', 'stale', 'Stale', last, at + limitSeconds * 1000);
  return reportedFinding(beat, at, last);
}

/** The age that the producer reports, against its own timestamp and the limit. */
function reportedFinding(
  { reportedAgeSeconds: age, observedAt, limitSeconds, what }: Beat,
  at: number,
  last: string,
) {
  if (age === null) return null;
  if (age > limitSeconds)
    return reading('bad', 'stale', 'Stale', `reports an age over ${limitSeconds} s itself; ${last}`);
  if (age * 1000 < -FUTURE_TOLERANCE_MS)
    return reading(
      'attention',
      'disagrees',
      'Negative age',
      `reports a negative age of its ${what}: its clock is off`,
    );
  if (Math.abs(observedAt - at - age * 1000) <= DISAGREEMENT_MS) return null;
  const why = `reported age and timestamp of the ${what} disagree by more than ${DISAGREEMENT_MS / 1000} s`;
  return reading('attention', 'disagrees', 'Ages disagree', why);
}
