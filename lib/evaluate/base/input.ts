/** The evaluation input: the plan, the ledger, the market and the time. Evaluation reads nothing else. */

import type { FactValue } from '../../facts/fact.ts';
import { entryOf, knownValue, type Ledger, valuesOf } from '../../facts/ledger.ts';
import type { MarketAt } from '../../market/market.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';

export interface World {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly market: MarketAt;
  /** Epoch milliseconds by the console's clock. */
  readonly now: number;
}

export type Workload = FactValue<'workload'>;
export type Pod = FactValue<'pod'>;

/** The fields that name a mesh object. */
interface Named {
  kind: string;
  namespace: string;
  name: string;
}

/** True if a workload of the cluster is the one that the plan refers to. */
export function isRef(plan: Plan, ref: AgentPlan['workloads'][number], object: Named): boolean {
  if (ref.kind !== object.kind || ref.name !== object.name) return false;
  return ref.namespace === undefined
    ? plan.mesh.namespaces.includes(object.namespace)
    : ref.namespace === object.namespace;
}

/** The workloads of the cluster that run (a part of) an agent. */
export function workloadsOf(world: World, agent: AgentPlan): Workload[] {
  return valuesOf(world.ledger, 'workload').filter((w) =>
    agent.workloads.some((ref) => isRef(world.plan, ref, w)),
  );
}

/** The pods that run (a part of) an agent, the terminating ones included. */
export function podsOf(world: World, agent: AgentPlan): Pod[] {
  return valuesOf(world.ledger, 'pod').filter((pod) => {
    const object = podOrigin(pod);
    return agent.workloads.some((ref) => isRef(world.plan, ref, object));
  });
}

/** The object that a pod belongs to: its workload, else its owner, else itself. */
export function podOrigin(pod: Pod): Named {
  const origin = pod.workload ?? pod.owner ?? { kind: 'Pod', name: pod.name };
  return { kind: origin.kind, namespace: pod.namespace, name: origin.name };
}

/** A known ConfigMap; `null`: known not to exist; `undefined`: never published. */
export function configOf(world: World, namespace: string, name: string) {
  return knownValue(world.ledger, 'config', `ConfigMap/${namespace}/${name}`);
}

/** Since when the value of a subject has been the same; null if it was never published. */
export function sinceOf(
  world: World,
  kind: 'workload' | 'pod' | 'config' | 'node',
  subject: string,
): number | null {
  return entryOf(world.ledger, kind, subject)?.since ?? null;
}
