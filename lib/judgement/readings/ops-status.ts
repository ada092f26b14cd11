/** `GET /ops/status` of a runtime: the richer form with a state, or the stable minimum without one. */
import type { AnswerValue } from '../../ledger/fact.ts';
import { listed } from '../evidence.ts';
import { beatFinding, judgingLimit } from './beat.ts';
import type { HeartbeatContext } from './marketdata-heartbeat.ts';
import { type Reading, reading } from './reading.ts';

type OpsStatus = Extract<AnswerValue, { contract: 'ops-status' }>;

const MARKETDATA_REASONS = ['MARKETDATA_STALE', 'MARKETDATA_MISSING'];

export function readOpsStatus(answer: OpsStatus, context: HeartbeatContext): Reading {
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

function readState(answer: OpsStatus, context: HeartbeatContext): Reading {
  const reasons = [...new Set([...answer.reasonCodes, ...answer.gatingReasons])];
  const why = listed(reasons) || answer.summary || 'no reason given';
  switch (answer.state) {
    case 'OK':
      return seesStale(answer, reasons)
        ? reading('bad', 'gate-bypassed', 'Runs on stale', `says OK on stale market data: ${why}`)
        : reading('good', 'good', 'Good', '');
    case 'DEGRADED':
      return reading('attention', 'degraded', 'Degraded', why);
    case 'HALTED':
      return readHalted(answer, reasons, why);
    case 'MARKET_CLOSED':
      return context.session === 'open'
        ? reading('attention', 'disagrees', 'Says closed', 'reports MARKET_CLOSED while the market is open')
        : reading('expected-off', 'quiet', 'Quiet, market closed', '');
    case 'OFFLINE':
      return reading('bad', 'failing', 'Offline', why);
    case null:
      return readMinimum(answer, context.limitSeconds);
    default:
      return reading('unknown', 'unproven', 'Unknown', `reports state ${answer.state.slice(0, 40)}`);
  }
}

/** Whether it says itself that its market data is stale or missing (plan, Safety invariants: a hard stop). */
function seesStale(answer: OpsStatus, reasons: readonly string[]): boolean {
  return answer.marketdataFresh === false || reasons.some((r) => MARKETDATA_REASONS.includes(r));
}

/** Refusing on stale market data is what it must do; halted by the kill switch is the safe posture; else a failure. */
function readHalted(answer: OpsStatus, reasons: readonly string[], why: string): Reading {
  if (seesStale(answer, reasons))
    return reading('attention', 'refusing', 'Refusing', `refuses to run: ${why}`);
  if (reasons.length > 0 && reasons.every((r) => r === 'KILL_SWITCH'))
    return reading('expected-off', 'safe-halt', 'Halted, safe', 'halted by the kill switch');
  return reading('bad', 'halted', 'Halted', why);
}

/** The stable minimum has no state: a fresh heartbeat and data within the limit are its evidence. */
function readMinimum(answer: OpsStatus, limitSeconds: number): Reading {
  const age = answer.dataAgeSeconds;
  if (age === null || age < 0)
    return reading(
      'unknown',
      'unproven',
      'Unproven',
      'answers without a state and without the age of its data',
    );
  return age <= limitSeconds
    ? reading('good', 'good', 'Good', '')
    : reading(
        'attention',
        'refusing',
        'Data stale',
        `the market data that it sees is older than ${limitSeconds} s`,
      );
}
