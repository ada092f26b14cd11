/** What is deployed, where and with which image, by the cluster's own objects. */
import { surveyOf } from '../judgement/survey.ts';
import { isRef, podOrigin, type Workload, type World } from '../judgement/world.ts';
import { valuesOf } from '../ledger/ledger.ts';
import type { Plan } from '../plan/schema.ts';
import { sortedBy } from './timeless.ts';

export interface DeployedWorkload {
  kind: string;
  namespace: string;
  name: string;
  /** Of the roster; `other`: the plan knows it and it is no agent; null: the plan does not know it. */
  agent: string | null;
  /** Such as `1 of 2 ready`; a Job by how it ended, a CronJob by whether it starts any. */
  state: string;
  /** What its labels say of its version; null where they say nothing. */
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

/** All of the mesh's namespaces, and executors wherever they are. */
export function deployedWorkloads(world: World): DeployedWorkload[] {
  const { plan, ledger } = world;
  const executors = surveyOf(world).executors;
  const told = valuesOf(ledger, 'workload')
    .filter(
      (w) => w.kind !== 'ReplicaSet' && w.owner === null && (isOfMesh(plan, w) || executors.includes(w)),
    )
    .map((w) => ({
      kind: w.kind,
      namespace: w.namespace,
      name: w.name,
      agent: agentOf(plan, w),
      state: stateOf(w),
      revision: REVISION_LABELS.flatMap((label) => w.labels[label] ?? [])[0] ?? null,
      containers: w.containers.map(({ name, image }) => ({ name, image })),
    }));
  return sortedBy(told, (w) => `${w.namespace}/${w.kind}/${w.name}`);
}

/** What a CronJob has running comes and goes with each of its runs. */
function stateOf({ kind, desired, ready, finished }: Workload): string {
  if (kind === 'CronJob') return desired === 0 ? 'suspended' : 'scheduled';
  return finished ?? `${ready} of ${desired} ready`;
}

/** The pods of what is meant to stay, and of executors whatever made them. */
export function deployedPods(world: World): DeployedPod[] {
  const { plan, ledger } = world;
  const executors = surveyOf(world).executorPods;
  const told = valuesOf(ledger, 'pod')
    .map((pod) => ({ pod, origin: podOrigin(pod) }))
    .filter(
      ({ pod, origin }) =>
        executors.includes(pod) || (isOfMesh(plan, pod) && !SHORT_LIVED.includes(origin.kind)),
    )
    .map(({ pod, origin }) => ({
      namespace: pod.namespace,
      name: pod.name,
      workload: `${origin.kind} ${origin.name}`,
      node: pod.node,
      phase: pod.terminating ? 'Terminating' : pod.phase,
      ready: pod.ready,
      restarts: pod.states.reduce((sum, s) => sum + s.restarts, 0),
      waiting: pod.states.find((s) => s.state === 'waiting')?.reason ?? null,
    }));
  return sortedBy(told, (pod) => `${pod.namespace}/${pod.name}`);
}

function isOfMesh(plan: Plan, { namespace }: { namespace: string }): boolean {
  return plan.mesh.namespaces.includes(namespace);
}

function agentOf(plan: Plan, workload: Workload): string | null {
  const agent = plan.agents.find((a) => a.workloads.some((ref) => isRef(plan, ref, workload)));
  if (agent !== undefined) return agent.name;
  return plan.otherWorkloads.some((ref) => isRef(plan, ref, workload)) ? 'other' : null;
}
