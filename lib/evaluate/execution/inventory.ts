/** Everything that can run a program, computed once per evaluation, and which of it is an executor. */

import type { CloudRunValue, ContainerSpec } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { livePods, type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { CLOUD_RUN_NAMES, cloudRunOf } from './cloud-search.ts';
import { type Candidate, executorTest, isExecutorAgent } from './executor.ts';
import type { ObjectName } from './objects.ts';

/** A workload's template, a pod, or an object of Cloud Run. A finished one is history and is left out. */
export interface Runnable extends ObjectName {
  /** The workload behind a pod: texts with this name do not change when pods come and go. */
  origin: ObjectName;
  executor: boolean;
  /** Wanted or running. A workload at zero is not active: its template starts nothing now. */
  active: boolean;
  containers: readonly ContainerSpec[];
  /** The pod itself, if it is one. */
  pod: Pod | null;
}

export interface Inventory {
  runnables: Runnable[];
  /** Workloads that are or alias an executor, ReplicaSets left out: the Deployment behind them counts. */
  executors: Workload[];
  /** Their pods, in any phase but finished; terminating ones included. */
  executorPods: Pod[];
  /** Executors on Cloud Run, those at zero included. */
  cloudRunExecutors: CloudRunValue[];
}

/** True if it outlives a run: Jobs and pods come and go, and texts would change with each. */
export function isLongLived({ kind }: Runnable): boolean {
  return kind !== 'Pod' && kind !== 'Job';
}

export function inventoryOf(world: World): Inventory {
  const isExecutor = executorTest(world.plan);
  const workloads = valuesOf(world.ledger, 'workload')
    .filter((w) => w.kind !== 'ReplicaSet')
    .map((workload) => ({ workload, executor: isExecutor(workload) }));
  const pods = livePods(world).map((pod) => ({ pod, executor: isExecutor(podCandidate(pod)) }));
  const cloudRun = cloudRunValues(world, isExecutor);
  return {
    executors: workloads.filter((w) => w.executor).map((w) => w.workload),
    executorPods: pods.filter((p) => p.executor).map((p) => p.pod),
    cloudRunExecutors: cloudRun.filter((c) => c.executor).map((c) => c.value),
    runnables: [
      ...workloads.filter((w) => w.workload.finished === null).map(workloadRunnable),
      ...pods.map(podRunnable),
      ...cloudRun.map(cloudRunRunnable),
    ],
  };
}

function podCandidate(pod: Pod): Candidate {
  return { ...podOrigin(pod), labels: pod.labels, containers: pod.containers };
}

function workloadRunnable({ workload: w, executor }: { workload: Workload; executor: boolean }): Runnable {
  const { kind, name, namespace } = w;
  return {
    kind,
    name,
    namespace,
    origin: { kind, name, namespace },
    executor,
    active: w.desired > 0 || w.actual > 0,
    containers: w.containers,
    pod: null,
  };
}

function podRunnable({ pod, executor }: { pod: Pod; executor: boolean }): Runnable {
  return {
    kind: 'Pod',
    name: pod.name,
    namespace: pod.namespace,
    origin: podOrigin(pod),
    executor,
    active: true,
    containers: pod.containers,
    pod,
  };
}

/** What Cloud Run lists, recognised as the cluster's objects are, and by the plan's agents. */
function cloudRunValues(world: World, isExecutor: (object: Candidate) => boolean) {
  const own = world.plan.agents
    .filter((agent) => isExecutorAgent(world.plan, agent))
    .flatMap((agent) => cloudRunOf(world, agent));
  return valuesOf(world.ledger, 'cloud-run').map((value) => {
    const { name, labels, containers } = value;
    const candidate = { kind: CLOUD_RUN_NAMES[value.kind], name, namespace: '', labels, containers };
    return { value, executor: own.includes(value) || isExecutor(candidate) };
  });
}

/** In no namespace. Whatever is not fixed at no instance may start. */
function cloudRunRunnable({ value, executor }: { value: CloudRunValue; executor: boolean }): Runnable {
  const object = { kind: CLOUD_RUN_NAMES[value.kind], name: value.name, namespace: '' };
  const active = value.scaling !== 'manual' || value.manualInstances !== 0;
  return { ...object, origin: object, executor, active, containers: value.containers, pod: null };
}
