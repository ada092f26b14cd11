/** Pods that run and that a probe has not asked: nothing shows that they are well. */

import type { Entry } from '../../../facts/ledger.ts';
import { instanceOf } from '../../../facts/probed.ts';
import { say } from '../../../messages/say.ts';
import type { AgentPlan, ProbePlan } from '../../../plan/schema.ts';
import type { Message } from '../../../status/message.ts';
import type { Pod, World } from '../../base/input.ts';
import { probedPods, serviceInstance } from './probed-pods.ts';

export interface NotAsked {
  instance: string;
  /** How many pods there are, and how many of them are not asked. */
  reason: Message;
}

/**
 * Those that are not asked yet. One that has just started is no finding beside others for `soonMs`, as long as an answer
 * would stand. A probe of a service asks no pod by itself.
 */
export function podsNotAsked(
  world: World,
  agent: AgentPlan,
  probe: ProbePlan,
  attempts: readonly Entry<'probe'>[],
  soonMs: number,
): NotAsked[] {
  const asked = new Set(attempts.map((e) => e.fact.value?.instance));
  const service = serviceInstance(world, agent, probe);
  if (service !== null && asked.has(service)) return [];
  const pods = probedPods(world, agent, probe);
  const missing = pods.filter(
    (pod) => !asked.has(instanceOf(pod)) && !(asked.size > 0 && isNew(pod, world.now, soonMs)),
  );
  const count = { path: probe.path, pods: pods.length, notAsked: missing.length };
  return missing.map((pod) => ({ instance: instanceOf(pod), reason: say('probe-pods-not-asked', count) }));
}

/** By the kubelet's own time of its start. */
function isNew({ states }: Pod, now: number, withinMs: number): boolean {
  const starts = states.flatMap(({ startedAt }) => startedAt ?? []);
  return starts.some((at) => at <= now && now - at < withinMs);
}
