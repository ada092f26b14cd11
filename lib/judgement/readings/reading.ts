/** A reading: what one probe instance says about its agent now. */
import type { Verdict } from '../../vocabulary.ts';

/** Why a reading is what it is; failure modes are recognised by these. */
export type ReadingCode =
  | 'good'
  | 'quiet'
  | 'stale'
  | 'gate-bypassed'
  | 'refusing'
  | 'halted'
  | 'degraded'
  | 'safe-halt'
  | 'failing'
  | 'clock-skew'
  | 'disagrees'
  | 'unproven'
  | 'no-answer'
  | 'not-asked'
  | 'not-configured'
  | 'live-mode';

export interface Reading {
  verdict: Verdict;
  code: ReadingCode;
  /** The state in one or two words. */
  state: string;
  /** In one line, without values that change while nothing happens. */
  reason: string;
  /** Since when by the evidence itself, epoch ms; null where only the console's own sighting tells. */
  since: number | null;
}

export function reading(
  verdict: Verdict,
  code: ReadingCode,
  state: string,
  reason: string,
  since: number | null = null,
): Reading {
  return { verdict, code, state, reason, since };
}
