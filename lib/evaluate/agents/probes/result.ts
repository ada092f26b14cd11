/** A reading: what one probe instance says about its agent now. */

import { text } from '../../../messages/text.ts';
import type { Verdict } from '../../../vocabulary.ts';
import type { FeedExpectation } from '../../base/market-day.ts';
import type { HaltReading } from '../../execution/kill-switch.ts';

/** Why a reading is what it is; failure modes are recognised by these. */
export type ReadingCode =
  | 'good'
  /** Old data, or a state of rest, while the market is closed. */
  | 'quiet'
  /** Old data during a declared market-wide halt: a dead feed would look the same. */
  | 'market-halt'
  | 'stale'
  | 'gate-bypassed'
  | 'refusing'
  | 'halted'
  | 'degraded'
  | 'safe-halt'
  | 'failing'
  | 'clock-skew'
  | 'disagrees'
  /** The heartbeat is fresh and its cycles stand still. */
  | 'stalled'
  /** The heartbeat is fresh and the market data that it tells of stands still. */
  | 'stuck'
  | 'unproven'
  | 'no-answer'
  | 'not-asked'
  | 'not-configured'
  /** An endpoint that builds may lack does not answer: no finding. */
  | 'not-offered'
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

/** What an answer is read against. */
export interface AnswerContext {
  /** When it was asked for, and now, epoch ms. */
  observedAt: number;
  now: number;
  /** The plan's limit of its heartbeat, in seconds: the contract of the agent. */
  limitSeconds: number;
  /** The smallest limit of market data that the mesh keeps in ConfigMaps; null where it keeps none. */
  configuredSeconds: number | null;
  feed: FeedExpectation;
  /** The mesh's halt switches together: halted only when each is confirmed. */
  halt: HaltReading;
  /** Whether the calendar knows of today. */
  calendarKnown: boolean;
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

/** Old data while none is wanted: calm outside market hours, and during a declared halt worth a look. */
export function excused(finding: Reading, feed: FeedExpectation): Reading {
  if (feed.kind === 'wanted') return finding;
  if (feed.kind === 'quiet') return reading('expected-off', 'quiet', text(feed.state), finding.reason);
  return reading('attention', 'market-halt', 'Quiet, halt', `Quiet: ${text(feed.words)}; ${finding.reason}`);
}
