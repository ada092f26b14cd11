/** `GET /ops/status` of a runtime: the richer form with a state, or the stable minimum without one. */

import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { say } from '../../../messages/say.ts';
import type { Message } from '../../../status/message.ts';
import type { Verdict } from '../../../vocabulary.ts';
import { beatFinding, beatIsUnreadable, judgingLimit, ofProcess } from './beat.ts';
import { payloadFinding } from './payload.ts';
import { type AnswerContext, excused, type Reading, result } from './result.ts';

type OpsStatus = Extract<AnswerValue, { contract: 'ops-status' }>;

const MARKETDATA_REASONS = ['MARKETDATA_STALE', 'MARKETDATA_MISSING'];
/** A cycle that had begun when its data grew too old may still end. */
const CYCLE_GRACE_MS = 10_000;
/** Reasons that only mean that orders cannot leave. */
const SAFE_REASONS = ['KILL_SWITCH', 'EXECUTION_DISABLED'];

export function readOpsStatus(answer: OpsStatus, context: AnswerContext): Reading {
  if (answer.status !== 200)
    return result('failing', { reason: say('probe-status-answers', { status: answer.status }) });
  const beat = beatFinding({
    at: answer.heartbeatAt,
    unreadable: beatIsUnreadable(answer),
    observedAt: context.observedAt,
    reportedAgeSeconds: answer.reportedAgeSeconds,
    limitSeconds: judgingLimit(context.limitSeconds, answer.ttlSeconds),
    now: context.now,
    what: 'heartbeat',
  });
  if (beat !== null && beat.verdict === 'bad') return ofProcess(beat);
  const state = readState(answer, context);
  // Calm needs a heartbeat: one that lies in the future is no evidence of anything.
  return beat !== null && CALM.includes(state.verdict) ? beat : state;
}

const CALM: readonly Verdict[] = ['good', 'expected-off'];

function readState(answer: OpsStatus, context: AnswerContext): Reading {
  const reasons = [...new Set([...answer.reasonCodes, ...answer.gatingReasons])];
  const why = say('probe-own-reasons', { codes: reasons, summary: answer.summary });
  switch (answer.state) {
    case 'OK':
      return readOk(answer, context, reasons, why);
    case 'DEGRADED':
      return result('degraded', { reason: why });
    case 'HALTED':
      return readHalted(answer, context, reasons, why);
    case 'MARKET_CLOSED':
      return readClosed(context);
    case 'OFFLINE':
      return result('offline', { reason: why });
    case null:
      return readMinimum(answer, context);
    default:
      return result('state-unknown', {
        reason: say('probe-reports-state', { state: answer.state.slice(0, 40) }),
      });
  }
}

/** OK is believed only as far as its reported market data and cycles support it. */
function readOk(
  answer: OpsStatus,
  context: AnswerContext,
  reasons: readonly string[],
  why: Message,
): Reading {
  if (!seesStale(answer, reasons)) return payloadFinding(answer, context) ?? result('good');
  const reason = say('probe-ok-on-stale', { why });
  return context.feed.kind === 'quiet'
    ? result('quiet-claims-ok', { claim: 'OK', reason })
    : result('runs-on-stale', { reason });
}

/** True if it reports itself that its market data is stale or missing (plan, Safety invariants: a hard stop). */
function seesStale(answer: OpsStatus, reasons: readonly string[]): boolean {
  return answer.marketdataFresh === false || reasons.some((r) => MARKETDATA_REASONS.includes(r));
}

/**
 * Refusing on stale market data is its duty; halted by the kill switch is the safe posture; anything else is a failure.
 */
function readHalted(
  answer: OpsStatus,
  { feed, halt }: AnswerContext,
  reasons: readonly string[],
  why: Message,
): Reading {
  if (seesStale(answer, reasons)) {
    const refusing = result('refusing', { reason: say('probe-refuses', { why }) });
    return feed.kind === 'quiet' ? excused(refusing, feed) : refusing;
  }
  const bySwitch = reasons.includes('KILL_SWITCH') && reasons.every((r) => SAFE_REASONS.includes(r));
  if (!bySwitch) return result('halted', { reason: why });
  switch (halt) {
    case 'halted':
      return result('safe-halt', { reason: say('probe-halted-by-switch') });
    case 'allowed':
      return result('halt-disagrees', { reason: say('probe-halted-switch-off') });
    case 'unknown':
      return result('halt-unconfirmed', { reason: say('probe-halted-unconfirmed') });
  }
}

/** A reported MARKET_CLOSED is checked against the calendar; beyond the calendar nothing supports it. */
function readClosed({ feed, calendarKnown }: AnswerContext): Reading {
  if (!calendarKnown) return result('closed-unproven', { reason: say('probe-closed-unknown-day') });
  if (feed.kind === 'halted')
    return result('closed-in-halt', { reason: say('probe-closed-in-halt', { halt: feed.words }) });
  return feed.kind === 'wanted'
    ? result('closed-disagrees', { reason: say('probe-closed-while-wanted') })
    : result('quiet', { state: feed.state });
}

/** The stable minimum has no state: its evidence is a fresh heartbeat, and data within the limit. */
function readMinimum(answer: OpsStatus, context: AnswerContext): Reading {
  const age = answer.dataAgeSeconds;
  if (age === null) return result('unproven', { reason: say('probe-minimum-without-age') });
  if (age * 1000 < -FUTURE_TOLERANCE_MS)
    return result('negative-data-age', { reason: say('probe-negative-data-age') });
  const gate = judgingLimit(context.limitSeconds, answer.staleThresholdSeconds);
  const limit = judgingLimit(gate, context.configuredSeconds);
  if (age <= limit) return payloadFinding(answer, context) ?? result('good');
  const cycling = !stands(answer, context, age, gate);
  const found = result(cycling ? 'data-stale-cycling' : 'data-stale', {
    reason: say('probe-data-old', { limitSeconds: limit, cycling }),
  });
  return context.feed.kind === 'quiet' ? excused(found, context.feed) : found;
}

/**
 * True if it may have stopped its cycles for its old data, as is its duty. Below its own limit it need not, and a cycle
 * well after the data grew too old shows that it did not. If it reports no cycles it gets the benefit of the doubt.
 */
function stands(answer: OpsStatus, context: AnswerContext, age: number, gate: number): boolean {
  if (age <= gate) return false;
  const staleSince = context.observedAt - (age - gate) * 1000;
  return answer.lastCycleAt === null || answer.lastCycleAt < staleSince + CYCLE_GRACE_MS;
}
