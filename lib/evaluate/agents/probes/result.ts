/** A reading: what one probe instance says about its agent now. */

import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import type { Message, Params } from '../../../status/message.ts';
import { PROBE_VERDICTS, type ProbeCode } from '../../../status/probe.ts';
import type { Verdict } from '../../../vocabulary.ts';
import type { FeedExpectation } from '../../base/market-day.ts';
import type { HaltReading } from '../../execution/kill-switch.ts';

export interface Reading {
  readonly code: ProbeCode;
  /** Follows from the code. */
  readonly verdict: Verdict;
  /** The reason, and what the state's word takes. No values that change while nothing happens. */
  readonly params: Params;
  /** Since when by the evidence itself, epoch ms; null where only the console's own sighting tells. */
  readonly since: number | null;
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

/** What a reading says beside its code. */
export type Because = Params & { readonly reason?: Message };

export function reading(code: ProbeCode, params: Because = {}, since: number | null = null): Reading {
  return { code, verdict: PROBE_VERDICTS[code], params, since };
}

/** Old data while none is wanted: calm outside market hours, and during a declared halt worth a look. */
export function excused(finding: Reading, feed: FeedExpectation): Reading {
  if (feed.kind === 'wanted') return finding;
  const reason = probeReason(finding);
  if (feed.kind === 'quiet') return reading('quiet', { state: feed.state, reason });
  return reading('market-halt', { reason: say('probe-quiet-in-halt', { halt: feed.words, beat: reason }) });
}
