/** The pods that the probes of a plan ask. */

import { valuesOf } from '../../../facts/ledger.ts';
import { isProbed } from '../../../facts/probed.ts';
import type { AgentPlan, ProbePlan, ProbeTarget } from '../../../plan/schema.ts';
import type { Pod, World } from '../../base/input.ts';

/** The pods that run now and that this probe asks; none if it asks elsewhere. */
export function probedPods(world: World, agent: AgentPlan, { target }: ProbePlan): Pod[] {
  if (target.via !== 'workload') return [];
  const { workload } = target;
  const namespaces = namespacesOf(world, agent, target);
  return valuesOf(world.ledger, 'pod').filter((pod) => isProbed(pod, { workload, namespaces }));
}

/** How a probe names the service that it asks in place of its pods. */
export function serviceInstance(world: World, agent: AgentPlan, { target }: ProbePlan): string | null {
  if (target.via !== 'workload' || target.service === undefined) return null;
  return `${namespacesOf(world, agent, target)[0]}/${target.service}`;
}

function namespacesOf(
  world: World,
  agent: AgentPlan,
  { workload }: Extract<ProbeTarget, { via: 'workload' }>,
): readonly string[] {
  const ref = agent.workloads.find(({ name }) => name === workload);
  return ref?.namespace === undefined ? world.plan.mesh.namespaces : [ref.namespace];
}
