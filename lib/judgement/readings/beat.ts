/** Ages of heartbeats: computed from the producer's own timestamp and the console's clock, never taken on trust. */
import { FUTURE_TOLERANCE_MS } from '../../ledger/freshness.ts';
import { clockTime } from '../evidence.ts';
import { type Reading, reading } from './reading.ts';

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

/** The limit that judges: the smaller of the plan's and the producer's, where that one makes sense at all. */
export function judgingLimit(plannedSeconds: number, claimedSeconds: number | null): number {
  return claimedSeconds !== null && claimedSeconds > 0
    ? Math.min(plannedSeconds, claimedSeconds)
    : plannedSeconds;
}

/** A finding about the beat, or null when it is fresh and consistent. */
export function beatFinding(beat: Beat): Reading | null {
  if (beat.at === null)
    return reading('bad', 'stale', `No ${beat.what}`, `no ${beat.what} at all, limit ${beat.limitSeconds} s`);
  const last = `last ${beat.what} ${clockTime(beat.at)}, limit ${beat.limitSeconds} s`;
  const age = beat.now - beat.at;
  if (age < -FUTURE_TOLERANCE_MS)
    return reading(
      'unknown',
      'clock-skew',
      'Clock skew',
      `${beat.what} lies in the future: ${clockTime(beat.at)}`,
    );
  if (age > beat.limitSeconds * 1000)
    return reading('bad', 'stale', 'Stale', last, beat.at + beat.limitSeconds * 1000);
  if (beat.reportedAgeSeconds !== null && beat.reportedAgeSeconds > beat.limitSeconds)
    return reading('bad', 'stale', 'Stale', `reports an age over ${beat.limitSeconds} s itself; ${last}`);
  return agesDisagree(beat, beat.at)
    ? reading(
        'attention',
        'disagrees',
        'Ages disagree',
        `reported age and timestamp of the ${beat.what} disagree by more than ${DISAGREEMENT_MS / 1000} s`,
      )
    : null;
}

function agesDisagree(beat: Beat, at: number): boolean {
  if (beat.reportedAgeSeconds === null) return false;
  return Math.abs(beat.observedAt - at - beat.reportedAgeSeconds * 1000) > DISAGREEMENT_MS;
}
