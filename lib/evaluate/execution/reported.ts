/** What processes say of themselves, as long as it counts: of a process that is gone nothing does. */

import type { AnswerValue } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { entriesOf, entryOf } from '../../facts/ledger.ts';
import { answerLimitMs } from '../../plan/probe-interval.ts';
import type { AgentPlan, ProbePlan } from '../../plan/schema.ts';
import { hasFinished, isRef, livePods, type Pod, podOrigin, type World } from '../base/input.ts';

export interface OwnWord {
  agent: AgentPlan;
  probe: ProbePlan;
  answer: AnswerValue;
  /** When it answered, epoch ms. */
  at: number;
  /** Within the time in which an answer of this probe counts as news. */
  fresh: boolean;
}

/**
 * The last answer of each instance that may still be there. What it said against a proof stands until it says
 * otherwise or is gone: silence takes nothing back. `fresh` tells what still counts in favour of something.
 */
export function ownWords(world: World): OwnWord[] {
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

/** Whether the process that said it can be there still. What is asked by a URL stands until it answers anew. */
function isStillThere(world: World, { agent, probe, answer, at, fresh }: OwnWord): boolean {
  if (probe.target.via !== 'workload') return true;
  const entry = entryOf(world.ledger, 'pod', `Pod/${answer.instance}`);
  if (entry === undefined) return fresh || runsBehind(world, agent, probe.target.workload);
  const pod = entry.fact.value;
  if (pod === null || hasFinished(pod)) return false;
  return !restartedSince(pod, at);
}

/** An instance that is no pod is a Service: somebody answers behind it while a pod of its workload lives. */
function runsBehind(world: World, agent: AgentPlan, workload: string): boolean {
  const refs = agent.workloads.filter((ref) => ref.name === workload);
  return livePods(world).some((pod) => refs.some((ref) => isRef(world.plan, ref, podOrigin(pod))));
}

/** Every container of the pod started after the answer was asked for: another process said it. */
function restartedSince(pod: Pod, at: number): boolean {
  const running = pod.states.filter((s) => s.state === 'running');
  return running.length > 0 && running.every((s) => s.startedAt !== null && s.startedAt > at);
}
