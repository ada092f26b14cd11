/** The result of a probe now: its last answer while that still counts, else why there is none. */

import type { AnswerValue, FactValue, ProbeValue } from '../../../facts/fact.ts';
import { freshness } from '../../../facts/freshness.ts';
import { type Entry, entriesOf, entryOf } from '../../../facts/ledger.ts';
import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import { answerLimitMs, DEFAULT_LIMIT_SECONDS } from '../../../plan/probe-interval.ts';
import { type AgentPlan, type ProbePlan, targetName } from '../../../plan/schema.ts';
import type { Message } from '../../../status/message.ts';
import { familyOf, type ProbeFamily } from '../../../status/probe.ts';
import { pollAvailability } from '../../base/availability.ts';
import type { World } from '../../base/input.ts';
import { feedExpectation } from '../../base/market-day.ts';
import { configuredLimit, unreadableLimit } from '../../base/thresholds.ts';
import { haltOf } from '../../execution/kill-switch-state.ts';
import { beatOf, limitOf, readAnswer } from './answer.ts';
import { saysNothing, tellsOfAgent } from './lesser-answers.ts';
import { type NotAsked, podsNotAsked } from './not-asked.ts';
import { type AnswerContext, type Reading, result } from './result.ts';

export interface ProbeResult extends Reading {
  probe: ProbePlan;
  instance: string;
  status: number | null;
  latencyMs: number | null;
  answer: AnswerValue | null;
  answeredAt: number | null;
  /** True if the answer is still evidence: young enough, and nothing newer against it. */
  counts: boolean;
  /** The producer's own time of its last heartbeat, epoch ms. */
  beatAt: number | null;
  /** The limit for its age, in seconds. */
  limitSeconds: number | null;
  /** How often each of many pods is asked; left out: as the plan says. */
  everySeconds?: number;
}

/** Shared input of all probe results of an agent. */
type Surroundings = Omit<AnswerContext, 'observedAt' | 'limitSeconds'>;
/** `everySeconds`: how often each of many pods is asked; 0 where that is as often as the plan says. */
type Asked = Surroundings & { everySeconds: number };

/** All probe results of an agent: one per probe and instance; a probe without an instance yet counts as not asked. */
export function probeResultsOf(world: World, agent: AgentPlan): ProbeResult[] {
  const around = surroundingsOf(world, agent);
  const tried = entriesOf(world.ledger, 'probe').filter((e) => e.fact.value?.agent === agent.name);
  const results = agent.probes.flatMap((probe) => {
    const attempts = tried.filter((e) => e.fact.value?.probe === probe.id);
    const everySeconds = Math.max(0, ...attempts.map((e) => e.fact.value?.everySeconds ?? 0));
    const asked = attempts.map((attempt) =>
      readInstance(world, agent, probe, attempt, { ...around, everySeconds }),
    );
    const soonMs = lapseOf(agent, probe, everySeconds, limitOf(probe, null, around.configuredSeconds));
    const others = podsNotAsked(world, agent, probe, attempts, soonMs).map((pod) =>
      notAsked(probe, around, pod),
    );
    const all = [...asked, ...others];
    return all.length === 0 ? [notAsked(probe, around, null)] : all;
  });
  return results.map((r) => withoutExcuse(r, results)).map((r) => ifOffered(r, agent));
}

function surroundingsOf(world: World, agent: AgentPlan): Surroundings {
  return {
    now: world.now,
    configuredSeconds: configuredLimit(world, agent.name),
    unreadableLimit: unreadableLimit(world, agent.name),
    feed: feedExpectation(world),
    halt: haltOf(world),
    calendarKnown: world.market.state !== 'unknown',
  };
}

/**
 * A process that may be dead writes the heartbeat document: its silence is calm outside market hours only while that
 * process answers.
 */
function withoutExcuse(r: ProbeResult, all: readonly ProbeResult[]): ProbeResult {
  if (r.probe.kind !== 'firestore-heartbeat' || !EXCUSED.includes(familyOf(r))) return r;
  const lives = all.some((other) => other !== r && other.counts && other.verdict === 'good');
  return lives
    ? r
    : { ...r, ...result('stale', { reason: say('probe-process-silent', { reason: probeReason(r) }) }) };
}

const EXCUSED: readonly ProbeFamily[] = ['quiet', 'market-halt'];

/** The silence of an endpoint that builds may lack means nothing. */
function ifOffered(r: ProbeResult, agent: AgentPlan): ProbeResult {
  return saysNothing(r, agent)
    ? { ...r, ...result('not-offered', { reason: probeReason(r) }), counts: false }
    : r;
}

/** One of its pods, or a probe that nothing is known of. */
function notAsked(probe: ProbePlan, around: Surroundings, pod: NotAsked | null): ProbeResult {
  const target = targetName(probe.target);
  const { path } = probe;
  const none = probe.target.via === 'workload';
  const unpodded = none ? say('probe-no-pod', { path, target }) : say('probe-not-asked-yet', { path });
  return {
    ...result('not-asked', { reason: pod?.reason ?? unpodded }),
    probe,
    instance: pod?.instance ?? target,
    status: null,
    latencyMs: null,
    answer: null,
    answeredAt: null,
    counts: false,
    beatAt: null,
    limitSeconds: limitOf(probe, null, around.configuredSeconds),
  };
}

function readInstance(
  world: World,
  agent: AgentPlan,
  probe: ProbePlan,
  attempt: Entry<'probe'>,
  { everySeconds, ...around }: Asked,
): ProbeResult {
  const { value: tried, observedAt: triedAt, subject } = attempt.fact;
  const entry = entryOf(world.ledger, 'answer', subject);
  const answer = entry?.fact.value ?? null;
  const answeredAt = answer === null ? null : (entry?.fact.observedAt ?? null);
  const limitSeconds = limitOf(probe, answer, around.configuredSeconds);
  const planned = answerLimitMs(agent, probe);
  const lapse = lapseOf(agent, probe, everySeconds, limitSeconds);
  const young = freshness(answeredAt, world.now, lapse) === 'fresh';
  const counts = young && !(tried !== null && contradicts(tried, triedAt, answeredAt));
  const words =
    answer !== null && answeredAt !== null && counts
      ? readAnswer(answer, {
          ...around,
          // That it is not asked more often is no fault of it: its tick is no older than an answer may be.
          now: Math.min(world.now, answeredAt + planned),
          observedAt: answeredAt,
          limitSeconds: probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS,
        })
      : readAttempt({
          tried,
          triedAt,
          last: say('probe-last-answer', { at: answeredAt }),
          lapsed: world.now - triedAt > lapse,
          wayAvailable:
            probe.target.via === 'workload' &&
            pollAvailability(world, 'Pod', world.plan.mesh.namespaces).available,
        });
  return {
    ...words,
    probe,
    instance: tried?.instance ?? subject,
    status: tried?.status ?? null,
    latencyMs: tried?.latencyMs ?? null,
    answer,
    answeredAt,
    counts: counts && tellsOfAgent(probe),
    beatAt: answer === null ? null : beatOf(answer),
    limitSeconds,
    ...(everySeconds === 0 ? {} : { everySeconds }),
  };
}

function lapseOf(agent: AgentPlan, probe: ProbePlan, everySeconds: number, limit: number | null): number {
  return answerLimitMs(agent, probe, { everySeconds, limitSeconds: limit ?? DEFAULT_LIMIT_SECONDS });
}

/** A complete answer with other content is newer evidence; a lost packet is not. */
function contradicts(tried: ProbeValue, triedAt: number, answeredAt: number | null): boolean {
  if (answeredAt === null || triedAt <= answeredAt) return false;
  if (mayBeOfAgent(tried)) return true;
  return !['timeout', 'unreachable', 'proxy-error', 'answered'].includes(tried.outcome);
}

/** The result of a probe without an answer that counts: the last attempt, and if the way there is available. */
interface Unanswered {
  tried: FactValue<'probe'> | null;
  triedAt: number;
  last: Message;
  /** No attempt within the time in which an answer would still count. */
  lapsed: boolean;
  /** True if the API server, through which pods are asked, is available at all. */
  wayAvailable: boolean;
}

function readAttempt({ tried, triedAt, last, lapsed, wayAvailable }: Unanswered): Reading {
  if (tried === null) return result('not-asked', { reason: say('probe-no-instance') });
  // Nothing is asked, so no attempt can lapse: it is published once, at the start.
  if (tried.outcome === 'not-configured') return result('not-configured', { reason: tried.message });
  if (lapsed) return result('lapsed', { reason: say('probe-lapsed', { at: triedAt, last }) });
  const reason = say('probe-attempted', { attempt: tried.message, last });
  switch (tried.outcome) {
    case 'forbidden':
      return result('not-allowed', { reason: tried.message });
    case 'proxy-error':
      return wayAvailable && mayBeOfAgent(tried)
        ? result('answers-error', { reason })
        : result('out-of-reach', { reason });
    case 'unreachable':
    case 'timeout':
    case 'no-endpoints':
      return result(wayAvailable ? 'no-answer' : 'out-of-reach', { reason });
    case 'answered':
      return result('unproven', { reason: last });
    default:
      return readUnusable(tried);
  }
}

/** An agent can write what the API server writes: an error of its own is no better for it. */
function mayBeOfAgent({ outcome, status }: ProbeValue): boolean {
  return outcome === 'proxy-error' && status !== null && status >= 500;
}

/** It answered without evidence; an error of its own is a failure, not a doubt. A body that is too large has no status. */
function readUnusable({ outcome, status, message: reason }: ProbeValue): Reading {
  if (status !== null && status >= 500) return result('answers-error', { reason });
  const answered = status !== null && status >= 200 && status < 300;
  const unread =
    outcome === 'unreadable' || outcome === 'too-large' || (outcome === 'unparsable' && answered);
  return result(unread ? 'unreadable' : 'unproven', { reason });
}
