/** Reports of processes about themselves, for as long as they count. Reports of a process that is gone do not count. */

import type { AnswerValue } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { entriesOf, entryOf } from '../../facts/ledger.ts';
import { answerLimitMs } from '../../plan/probe-interval.ts';
import type { AgentPlan, ProbePlan } from '../../plan/schema.ts';
import { isRef, type Pod, podOrigin, type World } from '../base/input.ts';
import { hasFinished, livePods } from '../base/live.ts';

export interface ProcessReport {
  agent: AgentPlan;
  probe: ProbePlan;
  answer: AnswerValue;
  /** When it answered, epoch ms. */
  at: number;
  /** Within the time in which an answer of this probe counts as news. */
  fresh: boolean;
}

/**
 * The last answer of each instance that may still exist. A report against a proof stands until the process withdraws it
 * or is gone: silence withdraws nothing. `fresh` marks reports that still count in favour of something.
 */
export function processReports(world: World): ProcessReport[] {
  return entriesOf(world.ledger, 'answer').flatMap(({ fact }) => {
    const answer = fact.value;
    const agent = answer === null ? undefined : world.plan.agents.find((a) => a.name === answer.agent);
    const probe = agent?.probes.find((p) => p.id === answer?.probe);
    if (answer === null || agent === undefined || probe === undefined) return [];
    const at = fact.observedAt;
    const fresh = freshness(at, world.now, answerLimitMs(agent, probe)) === 'fresh';
    const word = { agent, probe, answer, at, fresh };
    return isStillThere(world, word) ? [word] : [];
  });
}

/** True if the process that reported it may still exist. An answer from a URL stands until its next answer. */
function isStillThere(world: World, { agent, probe, answer, at, fresh }: ProcessReport): boolean {
  if (probe.target.via !== 'workload') return true;
  const entry = entryOf(world.ledger, 'pod', `Pod/${answer.instance}`);
  if (entry === undefined) return fresh || runsBehind(world, agent, probe.target.workload);
  const pod = entry.fact.value;
  if (pod === null || hasFinished(world, pod)) return false;
  return !restartedSince(pod, at);
}

/** An instance that is no pod is a Service: somebody answers behind it while a pod of its workload lives. */
function runsBehind(world: World, agent: AgentPlan, workload: string): boolean {
  const refs = agent.workloads.filter((ref) => ref.name === workload);
  return livePods(world).some((pod) => refs.some((ref) => isRef(world.plan, ref, podOrigin(pod))));
}

/** Every container of the pod started after the answer was asked for: another process reported it. */
function restartedSince(pod: Pod, at: number): boolean {
  const running = pod.states.filter((s) => s.state === 'running');
  return running.length > 0 && running.every((s) => s.startedAt !== null && s.startedAt > at);
}
