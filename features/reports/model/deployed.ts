/** Deployed workloads with place and image, from the cluster's objects. */

import { isRef, podOrigin, type Workload, type World } from '#lib/evaluate/base/input.ts';
import { inventoryOf } from '#lib/evaluate/execution/inventory.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { meshPods, meshWorkloads } from './mesh-objects.ts';

export interface DeployedWorkload {
  kind: string;
  namespace: string;
  name: string;
  /** Of the roster; `other`: the plan knows it and it is no agent; null: the plan does not know it. */
  agent: string | null;
  /** Such as `1 of 2 ready`; a Job by how it ended, a CronJob by whether it starts any. */
  state: string;
  /** Version from its labels; null if they have none. */
  revision: string | null;
  containers: { name: string; image: string }[];
}

export interface DeployedPod {
  namespace: string;
  name: string;
  workload: string;
  node: string | null;
  phase: string;
  ready: boolean;
  restarts: number;
  /** Why a container waits, such as `CrashLoopBackOff`; null while none does. */
  waiting: string | null;
}

/** Labels with which teams tell what they deployed, the most exact first. */
const REVISION_LABELS = ['git_sha', 'app.kubernetes.io/commit', 'app.kubernetes.io/version'];
/** Pods of these live as long as a run, under names of their own. */
const SHORT_LIVED = ['Job', 'CronJob'];

/** Owners are listed; the objects that they create with each rollout or run are not. */
export function deployedWorkloads(world: World): DeployedWorkload[] {
  return meshWorkloads(world)
    .filter((w) => w.owner === null)
    .map((w) => ({
      kind: w.kind,
      namespace: w.namespace,
      name: w.name,
      agent: agentOf(world.plan, w),
      state: stateOf(w),
      revision: REVISION_LABELS.flatMap((label) => w.labels[label] ?? [])[0] ?? null,
      containers: w.containers.map(({ name, image }) => ({ name, image })),
    }));
}

/** A CronJob's running objects change with each run. */
function stateOf({ kind, desired, ready, finished }: Workload): string {
  if (kind === 'CronJob') return desired === 0 ? 'suspended' : 'scheduled';
  return finished ?? `${ready} of ${desired} ready`;
}

/** Pods of long-running workloads, and every pod of executors. */
export function deployedPods(world: World): DeployedPod[] {
  const { executorPods } = inventoryOf(world);
  return meshPods(world)
    .filter((pod) => executorPods.includes(pod) || !SHORT_LIVED.includes(podOrigin(pod).kind))
    .map((pod) => ({
      namespace: pod.namespace,
      name: pod.name,
      workload: `${podOrigin(pod).kind} ${podOrigin(pod).name}`,
      node: pod.node,
      phase: pod.terminating ? 'Terminating' : pod.phase,
      ready: pod.ready,
      restarts: pod.states.reduce((sum, s) => sum + s.restarts, 0),
      waiting: pod.states.find((s) => s.state === 'waiting')?.reason ?? null,
    }));
}

function agentOf(plan: Plan, workload: Workload): string | null {
  const agent = plan.agents.find((a) => a.workloads.some((ref) => isRef(plan, ref, workload)));
  if (agent !== undefined) return agent.name;
  return plan.otherWorkloads.some((ref) => isRef(plan, ref, workload)) ? 'other' : null;
}
