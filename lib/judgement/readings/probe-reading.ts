/** What a probe says now: its last answer while that still counts, else why there is none. */
import type { AnswerValue, FactValue, ProbeValue } from '../../ledger/fact.ts';
import { freshness } from '../../ledger/freshness.ts';
import { type Entry, entriesOf, entryOf } from '../../ledger/ledger.ts';
import { answerLimitMs } from '../../plan/probe-interval.ts';
import type { AgentPlan, ProbePlan } from '../../plan/schema.ts';
import { clockTime } from '../evidence.ts';
import { sweepSight } from '../sight.ts';
import type { World } from '../world.ts';
import { beatFinding } from './beat.ts';
import { type HeartbeatContext, readMarketdata } from './marketdata-heartbeat.ts';
import { readOpsStatus } from './ops-status.ts';
import { type Reading, reading } from './reading.ts';

/** Heartbeats of which the plan gives no limit of their own are stale after this many seconds. */
const DEFAULT_LIMIT_SECONDS = 60;

export interface ProbeReading extends Reading {
  probe: ProbePlan;
  instance: string;
  status: number | null;
  latencyMs: number | null;
  answer: AnswerValue | null;
  answeredAt: number | null;
  /** The producer's own time of its last beat, epoch ms. */
  beatAt: number | null;
  limitSeconds: number | null;
}

/** All readings of an agent: one per probe and instance; a probe that has no instance yet reads as not asked. */
export function readingsOf(world: World, agent: AgentPlan): ProbeReading[] {
  return agent.probes.flatMap((probe) => {
    const attempts = entriesOf(world.ledger, 'probe').filter(
      (e) => e.fact.value !== null && e.fact.value.agent === agent.name && e.fact.value.probe === probe.id,
    );
    if (attempts.length === 0) return [notAsked(probe)];
    return attempts.map((attempt) => readInstance(world, agent, probe, attempt));
  });
}

function notAsked(probe: ProbePlan): ProbeReading {
  const instance = probe.target.via === 'url' ? probe.target.urlEnv : probe.target.workload;
  const words = reading(
    'unknown',
    'not-asked',
    'Not probed',
    `${probe.path} not asked: no running pod of ${instance}`,
  );
  return { ...words, ...blank(probe, instance) };
}

function blank(probe: ProbePlan, instance: string) {
  return {
    probe,
    instance,
    status: null,
    latencyMs: null,
    answer: null,
    answeredAt: null,
    beatAt: null,
    limitSeconds: limitOf(probe),
  };
}

function readInstance(
  world: World,
  agent: AgentPlan,
  probe: ProbePlan,
  attempt: Entry<'probe'>,
): ProbeReading {
  const tried = attempt.fact.value;
  const entry = entryOf(world.ledger, 'answer', attempt.fact.subject);
  const answer = entry?.fact.value ?? null;
  const answeredAt = answer === null || entry === undefined ? null : entry.fact.observedAt;
  const limit = answerLimitMs(agent, probe);
  const counts = freshness(answeredAt, world.now, limit) === 'fresh';
  const contradicted = tried !== null && contradicts(tried, attempt.fact.observedAt, answeredAt);
  const words =
    answer !== null && answeredAt !== null && counts && !contradicted
      ? readAnswer(answer, {
          observedAt: answeredAt,
          now: world.now,
          limitSeconds: limitOf(probe) ?? DEFAULT_LIMIT_SECONDS,
          session: world.market.state,
        })
      : readAttempt({
          tried,
          triedAt: attempt.fact.observedAt,
          last: answeredAt === null ? 'never answered' : `last answer ${clockTime(answeredAt)}`,
          lapsed: world.now - attempt.fact.observedAt > limit,
          wayInSight:
            probe.target.via === 'workload' && sweepSight(world, 'Pod', world.plan.mesh.namespaces).sees,
        });
  return {
    ...words,
    probe,
    instance: tried?.instance ?? attempt.fact.subject,
    status: tried?.status ?? null,
    latencyMs: tried?.latencyMs ?? null,
    answer,
    answeredAt,
    beatAt: answer === null ? null : beatOf(answer),
    limitSeconds: limitOf(probe),
  };
}

/** An answer that came back whole but says something else is newer evidence; a lost packet is not. */
function contradicts(tried: ProbeValue, triedAt: number, answeredAt: number | null): boolean {
  if (answeredAt === null || triedAt <= answeredAt) return false;
  return !['timeout', 'unreachable', 'proxy-error', 'answered'].includes(tried.outcome);
}

/** How a probe that has no answer that counts reads: what was tried last, and whether the way there is in sight. */
interface Unanswered {
  tried: FactValue<'probe'> | null;
  triedAt: number;
  last: string;
  /** No attempt within the time in which an answer would still count. */
  lapsed: boolean;
  /** Whether the API server, through which pods are asked, is seen at all. */
  wayInSight: boolean;
}

function readAttempt({ tried, triedAt, last, lapsed, wayInSight }: Unanswered): Reading {
  if (tried === null) return reading('unknown', 'not-asked', 'Not probed', 'no instance runs');
  if (lapsed)
    return reading('unknown', 'no-answer', 'Not probed', `not asked since ${clockTime(triedAt)}; ${last}`);
  const why = `${tried.message}; ${last}`;
  switch (tried.outcome) {
    case 'not-configured':
      return reading('unknown', 'not-configured', 'Not configured', tried.message);
    case 'forbidden':
      return reading('unknown', 'no-answer', 'Not allowed', tried.message);
    case 'proxy-error':
      return reading('unknown', 'no-answer', 'Out of reach', why);
    case 'unreachable':
    case 'timeout':
    case 'no-endpoints':
      return wayInSight
        ? reading('bad', 'no-answer', 'No answer', why)
        : reading('unknown', 'no-answer', 'Out of reach', why);
    case 'answered':
      return reading('unknown', 'unproven', 'Unproven', last);
    default:
      return readUnusable(tried);
  }
}

/** It answered, with something that proves nothing; an error of its own is a failure, not a doubt. */
function readUnusable(tried: ProbeValue): Reading {
  const failing = tried.status !== null && tried.status >= 500;
  return reading(failing ? 'bad' : 'unknown', 'unproven', failing ? 'Failing' : 'Unproven', tried.message);
}

function readAnswer(answer: AnswerValue, context: HeartbeatContext): Reading {
  switch (answer.contract) {
    case 'marketdata-heartbeat':
      return readMarketdata(answer, context);
    case 'ops-status':
      return readOpsStatus(answer, context);
    case 'process-health':
      return answer.healthy && answer.status === 200
        ? reading('good', 'good', 'Good', '')
        : reading('bad', 'failing', 'Failing', `answers ${answer.status} and does not call itself ok`);
    case 'execution-state':
      return reading('attention', 'live-mode', answer.state, `state ${answer.state}, mode ${answer.mode}`);
    case 'firestore-heartbeat': {
      const { observedAt, now, limitSeconds } = context;
      const beat = {
        at: answer.heartbeatAt,
        observedAt,
        reportedAgeSeconds: null,
        limitSeconds,
        now,
        what: 'heartbeat',
      };
      return beatFinding(beat) ?? reading('good', 'good', 'Good', '');
    }
  }
}

/** The producer's time of its last beat; null for answers that carry none. */
export function beatOf(answer: AnswerValue): number | null {
  if (answer.contract === 'marketdata-heartbeat') return answer.lastTickAt;
  if (answer.contract === 'ops-status' || answer.contract === 'firestore-heartbeat')
    return answer.heartbeatAt;
  return null;
}

/** The age limit of a probe's heartbeat in seconds; null where it carries no heartbeat. */
export function limitOf(probe: ProbePlan): number | null {
  const beats = ['marketdata-heartbeat', 'ops-status', 'firestore-heartbeat'];
  return beats.includes(probe.kind) ? (probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS) : null;
}
