/** `GET /ops/status` of a runtime: the richer form with a state, or the stable minimum without one. */

import type { AnswerValue } from '../../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../../facts/freshness.ts';
import { listed } from '../../../messages/lists.ts';
import { text } from '../../../messages/text.ts';
import { beatFinding, judgingLimit } from './beat.ts';
import { payloadFinding } from './payload.ts';
import { type AnswerContext, excused, type Reading, reading } from './result.ts';

type OpsStatus = Extract<AnswerValue, { contract: 'ops-status' }>;

const MARKETDATA_REASONS = ['MARKETDATA_STALE', 'MARKETDATA_MISSING'];
/** A cycle that had begun when its data grew too old may still end. */
const CYCLE_GRACE_MS = 10_000;
/** Reasons that say no more than that orders cannot leave. */
const SAFE_REASONS = ['KILL_SWITCH', 'EXECUTION_DISABLED'];

export function readOpsStatus(answer: OpsStatus, context: AnswerContext): Reading {
  if (answer.status !== 200)
    return reading('bad', 'failing', 'Failing', `/ops/status answers ${answer.status}`);
  const beat = beatFinding({
    at: answer.heartbeatAt,
    observedAt: context.observedAt,
    reportedAgeSeconds: answer.reportedAgeSeconds,
    limitSeconds: judgingLimit(context.limitSeconds, answer.ttlSeconds),
    now: context.now,
    what: 'heartbeat',
  });
  if (beat !== null && beat.verdict === 'bad') return { ...beat, code: 'failing' };
  const state = readState(answer, context);
  return beat !== null && state.verdict === 'good' ? beat : state;
}

function readState(answer: OpsStatus, context: AnswerContext): Reading {
  const reasons = [...new Set([...answer.reasonCodes, ...answer.gatingReasons])];
  const why = listed(reasons) || answer.summary || 'no reason given';
  switch (answer.state) {
    case 'OK':
      return readOk(answer, context, reasons, why);
    case 'DEGRADED':
      return reading('attention', 'degraded', 'Degraded', why);
    case 'HALTED':
      return readHalted(answer, context, reasons, why);
    case 'MARKET_CLOSED':
      return readClosed(context);
    case 'OFFLINE':
      return reading('bad', 'failing', 'Offline', why);
    case null:
      return readMinimum(answer, context);
    default:
      return reading('unknown', 'unproven', 'Unknown', `reports state ${answer.state.slice(0, 40)}`);
  }
}

/** OK is believed only as far as what it tells of its market data and of its cycles bears it out. */
function readOk(answer: OpsStatus, context: AnswerContext, reasons: readonly string[], why: string): Reading {
  if (!seesStale(answer, reasons)) return payloadFinding(answer, context) ?? good();
  const told = `says OK on stale market data: ${why}`;
  return context.feed.kind === 'quiet'
    ? reading('attention', 'quiet', 'Quiet, says OK', told)
    : reading('bad', 'gate-bypassed', 'Runs on stale', told);
}

function good(): Reading {
  return reading('good', 'good', 'Good', '');
}

/** Whether it says itself that its market data is stale or missing (plan, Safety invariants: a hard stop). */
function seesStale(answer: OpsStatus, reasons: readonly string[]): boolean {
  return answer.marketdataFresh === false || reasons.some((r) => MARKETDATA_REASONS.includes(r));
}

/** Refusing on stale market data is what it must do; halted by the kill switch is the safe posture; else a failure. */
function readHalted(
  answer: OpsStatus,
  { feed, halt }: AnswerContext,
  reasons: readonly string[],
  why: string,
): Reading {
  if (seesStale(answer, reasons)) {
    const refusing = reading('attention', 'refusing', 'Refusing', `refuses to run: ${why}`);
    return feed.kind === 'quiet' ? excused(refusing, feed) : refusing;
  }
  const bySwitch = reasons.includes('KILL_SWITCH') && reasons.every((r) => SAFE_REASONS.includes(r));
  if (!bySwitch) return reading('bad', 'halted', 'Halted', why);
  switch (halt) {
    case 'halted':
      return reading('expected-off', 'safe-halt', 'Halted, safe', 'halted by the kill switch');
    case 'allowed':
      return reading(
        'attention',
        'disagrees',
        'Halted',
        'says that the kill switch halts it, and the switch is off',
      );
    case 'unknown':
      return reading(
        'attention',
        'safe-halt',
        'Halted',
        'halted by a kill switch that cannot be confirmed here',
      );
  }
}

/** Its word is checked against the calendar; where the calendar does not reach, nothing bears it out. */
function readClosed({ feed, calendarKnown }: AnswerContext): Reading {
  if (!calendarKnown)
    return reading(
      'unknown',
      'unproven',
      'Says closed',
      'reports MARKET_CLOSED on a day that the calendar does not know',
    );
  if (feed.kind === 'halted')
    return reading('attention', 'market-halt', 'Says closed', `reports MARKET_CLOSED: ${text(feed.words)}`);
  return feed.kind === 'wanted'
    ? reading('attention', 'disagrees', 'Says closed', 'reports MARKET_CLOSED while market data must flow')
    : reading('expected-off', 'quiet', text(feed.state), '');
}

/** The stable minimum has no state: a fresh heartbeat and data within the limit are its evidence. */
function readMinimum(answer: OpsStatus, context: AnswerContext): Reading {
  const age = answer.dataAgeSeconds;
  if (age === null)
    return reading(
      'unknown',
      'unproven',
      'Unproven',
      'answers without a state and without the age of its data',
    );
  if (age * 1000 < -FUTURE_TOLERANCE_MS)
    return reading(
      'unknown',
      'clock-skew',
      'Negative age',
      'reports a negative age of its market data: its clock is off',
    );
  const gate = judgingLimit(context.limitSeconds, answer.staleThresholdSeconds);
  const limit = judgingLimit(gate, context.configuredSeconds);
  if (age <= limit) return payloadFinding(answer, context) ?? good();
  const old = `the market data that it sees is older than ${limit} s`;
  const found = stands(answer, context, age, gate)
    ? reading('attention', 'refusing', 'Data stale', old)
    : reading('attention', 'degraded', 'Data stale', `${old}, and its cycles go on`);
  return context.feed.kind === 'quiet' ? excused(found, context.feed) : found;
}

/**
 * Whether it may have stopped its cycles for its old data, as is its duty. Below its own limit it need not, and a cycle
 * well after the data grew too old shows that it did not; where it tells of no cycles it has the benefit of the doubt.
 */
function stands(answer: OpsStatus, context: AnswerContext, age: number, gate: number): boolean {
  if (age <= gate) return false;
  const staleSince = context.observedAt - (age - gate) * 1000;
  return answer.lastCycleAt === null || answer.lastCycleAt < staleSince + CYCLE_GRACE_MS;
}
