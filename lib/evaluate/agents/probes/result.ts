/** A probe result: the evidence of one probe instance about its agent now. */

import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import type { Message, Params } from '../../../status/message.ts';
import { PROBE_VERDICTS, type ProbeCode } from '../../../status/probe.ts';
import type { Verdict } from '../../../vocabulary.ts';
import type { FeedExpectation } from '../../base/market-day.ts';
import type { HaltState } from '../../execution/kill-switch.ts';

export interface Reading {
  readonly code: ProbeCode;
  /** Follows from the code. */
  readonly verdict: Verdict;
  /** The reason, and the parameters of the state's text. No values that change while nothing happens. */
  readonly params: Params;
  /** Since when by the evidence itself, epoch ms; null if only the console's first observation dates it. */
  readonly since: number | null;
}

/** The context in which an answer is evaluated. */
export interface AnswerContext {
  /** When it was asked for, and now, epoch ms. */
  observedAt: number;
  now: number;
  /** The plan's limit of its heartbeat, in seconds: the contract of the agent. */
  limitSeconds: number;
  /** The smallest limit of market data in the mesh's ConfigMaps; null if they hold none. */
  configuredSeconds: number | null;
  /** A limit of market data in a ConfigMap that is there and cannot be read. */
  unreadableLimit?: Message | null;
  feed: FeedExpectation;
  /** The mesh's kill switches together: halted only if each is confirmed. */
  halt: HaltState;
  /** True if the calendar covers today. */
  calendarKnown: boolean;
}

/** The fields of a probe result beside its code. */
export type Because = Params & { readonly reason?: Message };

export function result(code: ProbeCode, params: Because = {}, since: number | null = null): Reading {
  return { code, verdict: PROBE_VERDICTS[code], params, since };
}

/** Old data while none is expected: calm outside market hours, and worth attention during a declared halt. */
export function excused(finding: Reading, feed: FeedExpectation): Reading {
  if (feed.kind === 'wanted') return finding;
  const reason = probeReason(finding);
  if (feed.kind === 'quiet') return result('quiet', { state: feed.state, reason });
  return result('market-halt', { reason: say('probe-quiet-in-halt', { halt: feed.words, beat: reason }) });
}
