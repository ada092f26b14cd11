/** The result of a parsed answer, by the contract that it answers. */

import { type AnswerValue, contractOf, type ProbeKind } from '../../../contracts/registry.ts';
import { namedUnreadable } from '../../../contracts/unreadable.ts';
import { DEFAULT_LIMIT_SECONDS } from '../../../plan/probe-interval.ts';
import type { ProbePlan } from '../../../plan/schema.ts';
import { beatFinding, beatIsUnreadable, isStale, judgingLimit, ofProcess } from './beat.ts';
import { readConfigHeartbeat } from './lesser-answers.ts';
import { readMarketdata } from './marketdata-heartbeat.ts';
import { readMetrics } from './metrics.ts';
import { readOpsStatus } from './ops-status.ts';
import { type AnswerContext, excused, type Reading, result } from './result.ts';

type Evaluate = { bivariant(answer: AnswerValue, context: AnswerContext): Reading }['bivariant'];

/** The kinds whose answers say more than what is wrong with them and when they beat last. All others are read alike. */
const OWN: Readonly<Partial<Record<ProbeKind, Evaluate>>> = {
  'marketdata-heartbeat': readMarketdata,
  'ops-status': readOpsStatus,
  metrics: readMetrics,
  'config-heartbeat': readConfigHeartbeat,
};

export function readAnswer(answer: AnswerValue, context: AnswerContext): Reading {
  const found = (OWN[answer.contract] ?? readByContract)(answer, context);
  const { unreadable = [] } = answer;
  // What is bad by what can be read stays bad. Nothing else is better than what cannot.
  if (found.verdict === 'bad') return found;
  if (unreadable.length > 0) return result('unreadable', { reason: namedUnreadable(unreadable) });
  const limited = answer.contract === 'ops-status' || beatsOfData(answer.contract);
  const { unreadableLimit: reason = null } = context;
  return limited && reason !== null ? result('unreadable', { reason }) : found;
}

/** What the contract finds wrong in the answer, then what its heartbeat says; good where there is neither. */
function readByContract(answer: AnswerValue, context: AnswerContext): Reading {
  const { finding, beat } = contractOf(answer.contract);
  const found = finding?.(answer) ?? null;
  if (found !== null) return result(found.code, found.params);
  if (beat === undefined) return result('good');
  const ofData = beat.of === 'market-data';
  const old = beatFinding({
    at: beat.at(answer),
    unreadable: beatIsUnreadable(answer),
    observedAt: context.observedAt,
    reportedAgeSeconds: null,
    limitSeconds: judgingLimit(
      context.limitSeconds,
      ofData ? context.configuredSeconds : null,
      claimedLimit(answer),
    ),
    now: context.now,
    what: 'heartbeat',
  });
  if (old === null) return result('good');
  if (!isStale(old)) return old;
  return ofData ? excused(old, context.feed) : ofProcess(old);
}

/** The producer's time of its last heartbeat; null for answers without one. */
export function beatOf(answer: AnswerValue): number | null {
  return contractOf(answer.contract).beat?.at(answer) ?? null;
}

/** Whether answers of this kind carry a heartbeat that is followed. */
export function beats(kind: ProbeKind): boolean {
  return contractOf(kind).beat !== undefined;
}

/** Whether that is the heartbeat of market data, and not of a process: for these ConfigMaps may hold a smaller limit. */
export function beatsOfData(kind: ProbeKind): boolean {
  return contractOf(kind).beat?.of === 'market-data';
}

/** The age limit of a probe's heartbeat by the plan, in seconds; null if it has no heartbeat. */
export function plannedLimit(probe: ProbePlan): number | null {
  return beats(probe.kind) ? (probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS) : null;
}

/** The age limit in force: the smallest known one; null if it has no heartbeat. */
export function limitOf(
  probe: ProbePlan,
  answer: AnswerValue | null,
  configuredSeconds: number | null,
): number | null {
  const planned = plannedLimit(probe);
  if (planned === null) return null;
  const configured = beatsOfData(probe.kind) ? configuredSeconds : null;
  return judgingLimit(planned, configured, claimedLimit(answer));
}

function claimedLimit(answer: AnswerValue | null): number | null {
  return answer === null ? null : (contractOf(answer.contract).beat?.claimedLimit?.(answer) ?? null);
}
