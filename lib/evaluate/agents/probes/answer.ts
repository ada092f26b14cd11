/** The result of a parsed answer, by the contract that it answers. */

import type { AnswerValue } from '../../../facts/fact.ts';
import { say } from '../../../messages/say.ts';
import type { ProbePlan } from '../../../plan/schema.ts';
import { beatFinding, isStale, judgingLimit } from './beat.ts';
import { readConfigHeartbeat, readNats, readReadiness } from './lesser-answers.ts';
import { readMarketdata } from './marketdata-heartbeat.ts';
import { readMetrics } from './metrics.ts';
import { readOpsStatus } from './ops-status.ts';
import { type AnswerContext, excused, type Reading, result } from './result.ts';

/** The limit in seconds for heartbeats without a limit in the plan. */
export const DEFAULT_LIMIT_SECONDS = 60;

/** Heartbeats of market data: ConfigMaps may hold a smaller limit for these. */
const DATA_BEATS = ['marketdata-heartbeat', 'firestore-heartbeat'];
const BEATS = [...DATA_BEATS, 'ops-status'];

export function readAnswer(answer: AnswerValue, context: AnswerContext): Reading {
  switch (answer.contract) {
    case 'marketdata-heartbeat':
      return readMarketdata(answer, context);
    case 'ops-status':
      return readOpsStatus(answer, context);
    case 'process-health':
      return answer.healthy && answer.status === 200
        ? result('good')
        : result('failing', { reason: say('probe-not-ok', { status: answer.status }) });
    case 'execution-state':
      return result('live-mode', {
        state: answer.state,
        reason: say('probe-live-mode', { state: answer.state, mode: answer.mode }),
      });
    case 'firestore-heartbeat':
      return readDocument(answer.heartbeatAt, context);
    case 'metrics':
      return readMetrics(answer, context);
    case 'readiness':
      return readReadiness(answer);
    case 'config-heartbeat':
      return readConfigHeartbeat(answer, context);
    case 'nats-health':
      return readNats(answer);
  }
}

/** A heartbeat document: it follows the feed (plan, Agent contracts: never fresh while the upstream feed is broken). */
function readDocument(at: number, context: AnswerContext): Reading {
  const finding = beatFinding({
    at,
    observedAt: context.observedAt,
    reportedAgeSeconds: null,
    limitSeconds: judgingLimit(context.limitSeconds, context.configuredSeconds),
    now: context.now,
    what: 'heartbeat',
  });
  if (finding === null) return result('good');
  return isStale(finding) ? excused(finding, context.feed) : finding;
}

/** The producer's time of its last heartbeat; null for answers without one. */
export function beatOf(answer: AnswerValue): number | null {
  if (answer.contract === 'marketdata-heartbeat') return answer.lastTickAt;
  if (answer.contract === 'ops-status' || answer.contract === 'firestore-heartbeat')
    return answer.heartbeatAt;
  return null;
}

/** The age limit of a probe's heartbeat by the plan, in seconds; null if it has no heartbeat. */
export function plannedLimit(probe: ProbePlan): number | null {
  return BEATS.includes(probe.kind) ? (probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS) : null;
}

/** The age limit in force: the smallest known one; null if it has no heartbeat. */
export function limitOf(
  probe: ProbePlan,
  answer: AnswerValue | null,
  configuredSeconds: number | null,
): number | null {
  const planned = plannedLimit(probe);
  if (planned === null) return null;
  const configured = DATA_BEATS.includes(probe.kind) ? configuredSeconds : null;
  return judgingLimit(planned, configured, claimedLimit(answer));
}

function claimedLimit(answer: AnswerValue | null): number | null {
  if (answer?.contract === 'marketdata-heartbeat') return answer.maxAgeSeconds;
  return answer?.contract === 'ops-status' ? answer.ttlSeconds : null;
}
