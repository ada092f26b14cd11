/** Everything that can run a program, looked at once per judgement: what it is, and whether it is an executor. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { entriesOf, valuesOf } from '../../facts/ledger.ts';
import type { Plan } from '../../plan/schema.ts';
import { isRef, livePods, type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { oncePer } from '../base/once.ts';

/** A workload's template, a pod, or a Cloud Run service. What has finished for good is history and is not here. */
export interface Runnable {
  /** The workload's kind, `Pod` or `Cloud Run`. */
  kind: string;
  /** e.g. `Deployment crane`, `Pod crane-x`. */
  where: string;
  /** What a pod stands for, with its namespace: texts under this name do not move when pods come and go. */
  origin: string;
  namespace: string;
  executor: boolean;
  /** Wanted or running. A workload at zero is not: its template starts nothing now. */
  active: boolean;
  containers: readonly ContainerSpec[];
  /** The pod itself, where it is one. */
  pod: Pod | null;
}

export interface Survey {
  runnables: Runnable[];
  /** Workloads that are or alias an executor, ReplicaSets left out: the Deployment behind them counts. */
  executors: Workload[];
  /** Their pods, in any phase but finished; terminating ones included. */
  executorPods: Pod[];
}

/** Whether it stands for longer than a run: Jobs and pods come and go, and texts would change with each. */
export function isStanding({ kind }: Runnable): boolean {
  return kind !== 'Pod' && kind !== 'Job';
}

const NAME_LABELS = ['app', 'app.kubernetes.io/name'];

interface Candidate {
  kind: string;
  namespace: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  containers: readonly { name: string; image: string }[];
}

/** The plan's names of executors, with the aliases of the agents that bear one. */
export const executorNames = oncePer((plan: Plan): string[] => {
  const { names } = plan.safety.executors;
  const aliases = plan.agents.filter((a) => a.kind === 'execution' || names.includes(a.name));
  return [...new Set([...names, ...aliases.flatMap((a) => [a.name, ...a.aliases])])];
});

/**
 * Tells executors by their names, by names made from those (`…-canary`) unless the plan declares that workload as
 * something else, by labels, by the names of their containers and by their images: a copy under another name is one too.
 */
function executorTest(plan: Plan): (object: Candidate) => boolean {
  const names = executorNames(plan);
  const declared = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads];
  return (object) =>
    names.includes(object.name) ||
    NAME_LABELS.some((label) => names.includes(object.labels[label] ?? '')) ||
    object.containers.some((c) => names.includes(c.name) || names.includes(imageName(c.image))) ||
    (names.some((n) => object.name.startsWith(`${n}-`)) && !declared.some((ref) => isRef(plan, ref, object)));
}

/** `registry/path/execution-agent:1.2@sha256:…` → `execution-agent`. */
function imageName(image: string): string {
  const last = image.split('/').at(-1) ?? '';
  return last.split(/[:@]/)[0] ?? '';
}

export function surveyOf(world: World): Survey {
  const isExecutor = executorTest(world.plan);
  const workloads = valuesOf(world.ledger, 'workload')
    .filter((w) => w.kind !== 'ReplicaSet')
    .map((workload) => ({ workload, executor: isExecutor(workload) }));
  const pods = livePods(world).map((pod) => ({ pod, executor: isExecutor(podCandidate(pod)) }));
  return {
    executors: workloads.filter((w) => w.executor).map((w) => w.workload),
    executorPods: pods.filter((p) => p.executor).map((p) => p.pod),
    runnables: [
      ...workloads.filter((w) => w.workload.finished === null).map(workloadRunnable),
      ...pods.map(podRunnable),
      ...cloudRunRunnables(world),
    ],
  };
}

function podCandidate(pod: Pod): Candidate {
  return { ...podOrigin(pod), labels: pod.labels, containers: pod.containers };
}

function workloadRunnable({ workload: w, executor }: { workload: Workload; executor: boolean }): Runnable {
  return {
    kind: w.kind,
    where: `${w.kind} ${w.name}`,
    origin: `${w.kind} ${w.name}, ${w.namespace}`,
    namespace: w.namespace,
    executor,
    active: w.desired > 0 || w.actual > 0,
    containers: w.containers,
    pod: null,
  };
}

function podRunnable({ pod, executor }: { pod: Pod; executor: boolean }): Runnable {
  const { kind, name, namespace } = podOrigin(pod);
  return {
    kind: 'Pod',
    where: `Pod ${pod.name}`,
    origin: `${kind} ${name}, ${namespace}`,
    namespace,
    executor,
    active: true,
    containers: pod.containers,
    pod,
  };
}

/** Cloud Run services that exist, as one container each: their variables count as those of any other workload. */
function cloudRunRunnables(world: World): Runnable[] {
  const names = executorNames(world.plan);
  return entriesOf(world.ledger, 'cloud-run').flatMap(({ fact: { value } }) => {
    if (value === null) return [];
    const where = `Cloud Run ${value.service}`;
    const agent = world.plan.agents.find((a) => a.cloudRun?.service === value.service);
    const executor = names.includes(value.service) || (agent !== undefined && names.includes(agent.name));
    const active = value.scaling !== 'manual' || value.manualInstances !== 0;
    const containers = [cloudRunContainer(value.service, value.environment)];
    return [
      { kind: 'Cloud Run', where, origin: where, namespace: '', executor, active, containers, pod: null },
    ];
  });
}

function cloudRunContainer(name: string, environment: ContainerSpec['environment']): ContainerSpec {
  return {
    name,
    image: '',
    role: 'main',
    environment,
    environmentFrom: [],
    mounts: [],
    probes: { liveness: null, readiness: null, startup: null },
    resources: { requests: [], limits: [] },
  };
}
