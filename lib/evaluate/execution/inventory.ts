/** Everything that can run a program, computed once per evaluation, and which of it is an executor. */

import type { CloudRunValue, ContainerSpec } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { hasFinished, isLive } from '../base/live.ts';
import { eachOnce, standingWorkloads } from '../base/standing.ts';
import { CLOUD_RUN_NAMES, cloudRunOf } from './cloud-search.ts';
import { isExecutorAgent } from './executor.ts';
import type { ObjectName } from './objects.ts';
import { type Recognition, recogniserOf } from './recognition/recognise.ts';
import { isSettled } from './settled.ts';

/** A workload's template, a pod, or an object of Cloud Run. A finished one is history and is left out. */
export interface Runnable extends ObjectName {
  /** The workload behind a pod: texts with this name do not change when pods come and go. */
  origin: ObjectName;
  executor: boolean;
  /** By which signs it is an executor, a suspect or neither. */
  recognition: Recognition;
  /** Wanted or running. A workload at zero is not active: its template starts nothing now. */
  active: boolean;
  containers: readonly ContainerSpec[];
  /** The pod itself, if it is one. */
  pod: Pod | null;
}

export interface Inventory {
  runnables: Runnable[];
  /** Workloads that are or alias an executor; a ReplicaSet of a Deployment counts with that. */
  executors: Workload[];
  /** Their pods that run or will; terminating ones included. */
  executorPods: Pod[];
  /** Their pods that have ended. */
  endedPods: Pod[];
  /** Pods that their phase calls finished, and whose containers do not show it. The plan settles none of them. */
  unclear: Runnable[];
  /** Executors on Cloud Run, those at zero included. */
  cloudRunExecutors: CloudRunValue[];
}

/** True if it outlives a run: Jobs and pods come and go, and texts would change with each. */
export function isLongLived({ kind }: Runnable): boolean {
  return kind !== 'Pod' && kind !== 'Job';
}

export function inventoryOf(world: World): Inventory {
  const recogniser = recogniserOf(world);
  const workloads = standingWorkloads(world).map((workload) => ({
    workload,
    recognition: recogniser.workload(workload),
  }));
  const all = valuesOf(world.ledger, 'pod').map((pod) => ({ pod, recognition: recogniser.pod(pod) }));
  const pods = all.filter(({ pod }) => isLive(world, pod));
  const over = all.filter(({ pod }) => !isLive(world, pod));
  const isExecutor = ({ recognition }: { recognition: Recognition }): boolean =>
    recognition.is === 'executor';
  const cloudRun = cloudRunRunnables(world);
  return {
    executors: eachOnce(workloads.filter(isExecutor).map((w) => w.workload)),
    executorPods: pods.filter(isExecutor).map((p) => p.pod),
    endedPods: over
      .filter((p) => isExecutor(p) && hasFinished(world, p.pod) && !isLeaving(world, p.pod))
      .map((p) => p.pod),
    unclear: over
      .filter(({ pod }) => !hasFinished(world, pod) && !isSettled(world, pod, pod.createdAt ?? 0))
      .map(podRunnable),
    cloudRunExecutors: cloudRun.flatMap(({ value, runnable }) => (runnable.executor ? [value] : [])),
    runnables: [
      ...workloads.filter((w) => w.workload.finished === null).map(workloadRunnable),
      ...pods.map(podRunnable),
      ...cloudRun.map(({ runnable }) => runnable),
    ],
  };
}

/** A pod that is deleted shows its end for a moment, and was told while it ran. One that is held stays. */
function isLeaving({ now }: World, { terminating, endsBy = now }: Pod): boolean {
  return terminating && now <= endsBy;
}

/** The entries of the plan that hold now: each keeps something from being an executor or a suspect. */
export function liveEntries({ runnables }: Inventory): number {
  const held = runnables.filter(({ recognition }) => recognition.is === 'listed');
  return new Set(held.map(({ recognition }) => recognition.entry)).size;
}

function workloadRunnable({
  workload: w,
  recognition,
}: {
  workload: Workload;
  recognition: Recognition;
}): Runnable {
  const { kind, name, namespace } = w;
  return {
    kind,
    name,
    namespace,
    origin: { kind, name, namespace },
    executor: recognition.is === 'executor',
    recognition,
    active: w.desired > 0 || w.actual > 0,
    containers: w.containers,
    pod: null,
  };
}

function podRunnable({ pod, recognition }: { pod: Pod; recognition: Recognition }): Runnable {
  return {
    kind: 'Pod',
    name: pod.name,
    namespace: pod.namespace,
    origin: podOrigin(pod),
    executor: recognition.is === 'executor',
    recognition,
    active: true,
    containers: pod.containers,
    pod,
  };
}

/**
 * What Cloud Run lists, recognised as the cluster's objects are, and by the plan's agents. In no namespace. Whatever is not
 * fixed at no instance may start.
 */
function cloudRunRunnables(world: World): { value: CloudRunValue; runnable: Runnable }[] {
  const own = world.plan.agents
    .filter((agent) => isExecutorAgent(world.plan, agent))
    .flatMap((agent) => cloudRunOf(world, agent));
  return valuesOf(world.ledger, 'cloud-run').map((value) => {
    const { name, labels, containers } = value;
    const object = { kind: CLOUD_RUN_NAMES[value.kind], name, namespace: '' };
    const candidate = { ...object, owners: [], labels: [labels], annotations: [], containers };
    const recognition = recogniserOf(world).other(candidate);
    const executor = recognition.is === 'executor' || own.includes(value);
    const active = value.scaling !== 'manual' || value.manualInstances !== 0;
    return {
      value,
      runnable: { ...object, origin: object, executor, recognition, active, containers, pod: null },
    };
  });
}
