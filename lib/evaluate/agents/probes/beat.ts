/**
 * Ages of heartbeats, computed from the producer's own timestamp and the console's clock. A reported age is never
 * trusted alone.
 */

import { wholeHoursOff } from '../../../contracts/times.ts';
import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { say } from '../../../messages/say.ts';
import type { Message } from '../../../status/message.ts';
import { familyOf } from '../../../status/probe.ts';
import { type Reading, result } from './result.ts';

/** How far the reported and the computed age may differ before they count as disagreeing, in milliseconds. */
const DISAGREEMENT_MS = 5_000;

export interface Beat {
  /** The producer's timestamp, epoch ms. */
  at: number | null;
  /** True if a time is there that cannot be read: then it is unknown, and not missing. */
  unreadable?: boolean;
  /** When the answer with it was asked for, epoch ms. */
  observedAt: number;
  reportedAgeSeconds: number | null;
  limitSeconds: number;
  now: number;
  /** The name of the beat, e.g. `tick`, `heartbeat`. */
  what: string;
}

/** The limit in force: the smallest of all claimed limits that make sense. */
export function judgingLimit(plannedSeconds: number, ...claimedSeconds: (number | null)[]): number {
  return Math.min(plannedSeconds, ...claimedSeconds.filter((s) => s !== null && s > 0).map(Number));
}

/** A finding about the beat, or null if it is fresh and consistent. */
export function beatFinding(beat: Beat): Reading | null {
  const { at, what, limitSeconds } = beat;
  if (at === null)
    return beat.unreadable
      ? null
      : result('no-beat', { what, reason: say('probe-no-beat', { what, limitSeconds }) });
  const age = beat.now - at;
  if (age < -FUTURE_TOLERANCE_MS)
    return result('clock-skew', { reason: offByHours(beat, at, say('probe-beat-ahead', { what })) });
  const last = say('probe-last-beat', { what, at, limitSeconds });
  if (age > limitSeconds * 1000)
    return result('stale', { reason: offByHours(beat, at, last) }, at + limitSeconds * 1000);
  return reportedFinding(beat, at, last);
}

/** True if the answer has the time of a heartbeat that cannot be read. */
export function beatIsUnreadable({ unreadable = [] }: AnswerValue): boolean {
  return unreadable.some(({ about }) => about === 'beat');
}

const MAX_TOLERANCE_MS = 120_000;

/** A time that is whole hours off, within its limit, may be one of another zone. */
export function offByHours(
  { observedAt, limitSeconds }: Pick<Beat, 'observedAt' | 'limitSeconds'>,
  at: number,
  beat: Message,
): Message {
  const hours = wholeHoursOff(at, observedAt, Math.min(limitSeconds * 1000, MAX_TOLERANCE_MS));
  return hours === null ? beat : say('probe-hours-off', { beat, hours });
}

/** True if a finding about a beat means that it is old, or missing. */
export function isStale(finding: Reading): boolean {
  return familyOf(finding) === 'stale';
}

/** An old heartbeat of a process is a failure of the process, or of its writer, and not stale market data. */
export function ofProcess({ code, params, since }: Reading): Reading {
  return result(code === 'no-beat' ? 'heartbeat-none' : 'heartbeat-old', params, since);
}

/** Compares the age that the producer reports with its own timestamp and the limit. */
function reportedFinding(
  { reportedAgeSeconds: age, observedAt, limitSeconds, what }: Beat,
  at: number,
  last: Message,
) {
  if (age === null) return null;
  if (age > limitSeconds)
    return result('stale', { reason: say('probe-beat-reported-old', { limitSeconds, last }) });
  if (age * 1000 < -FUTURE_TOLERANCE_MS)
    return result('negative-age', { reason: say('probe-negative-age', { what }) });
  if (Math.abs(observedAt - at - age * 1000) <= DISAGREEMENT_MS) return null;
  const reason = say('probe-ages-disagree', { what, seconds: DISAGREEMENT_MS / 1000 });
  return result('ages-disagree', { reason });
}
