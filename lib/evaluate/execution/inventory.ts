/** Everything that can run a program, computed once per evaluation, and which of it is an executor. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { entriesOf, valuesOf } from '../../facts/ledger.ts';
import { hasFinished, isLive, type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { eachOnce, standingWorkloads } from '../base/standing.ts';
import { isExecutorAgent } from './executor.ts';
import type { ObjectName } from './objects.ts';
import { type Recognition, recogniserOf } from './recognition/recognise.ts';
import { isSettled } from './settled.ts';

/** A workload's template, a pod, or a Cloud Run service. A finished one is history and is left out. */
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
  const pods = all.filter(({ pod }) => isLive(pod));
  const over = all.filter(({ pod }) => !isLive(pod));
  const isExecutor = ({ recognition }: { recognition: Recognition }): boolean =>
    recognition.is === 'executor';
  return {
    executors: eachOnce(workloads.filter(isExecutor).map((w) => w.workload)),
    executorPods: pods.filter(isExecutor).map((p) => p.pod),
    endedPods: over.filter((p) => isExecutor(p) && hasFinished(p.pod)).map((p) => p.pod),
    unclear: over
      .filter(({ pod }) => !hasFinished(pod) && !isSettled(world, pod, pod.createdAt ?? 0))
      .map(podRunnable),
    runnables: [
      ...workloads.filter((w) => w.workload.finished === null).map(workloadRunnable),
      ...pods.map(podRunnable),
      ...cloudRunRunnables(world),
    ],
  };
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

/** Cloud Run services that exist, as one container each: their variables count as those of any other workload. */
function cloudRunRunnables(world: World): Runnable[] {
  return entriesOf(world.ledger, 'cloud-run').flatMap(({ fact: { value } }) => {
    if (value === null) return [];
    const object = { kind: 'Cloud Run', name: value.service, namespace: '' };
    const containers = [cloudRunContainer(value.service, value.environment)];
    const candidate = { ...object, owners: [], labels: [], annotations: [], containers };
    const recognition = recogniserOf(world).other(candidate, object);
    const agent = world.plan.agents.find((a) => a.cloudRun?.service === value.service);
    const executor =
      recognition.is === 'executor' || (agent !== undefined && isExecutorAgent(world.plan, agent));
    const active = value.scaling !== 'manual' || value.manualInstances !== 0;
    return [{ ...object, origin: object, executor, recognition, active, containers, pod: null }];
  });
}

function cloudRunContainer(name: string, environment: ContainerSpec['environment']): ContainerSpec {
  return {
    name,
    image: '',
    role: 'main',
    command: [],
    args: [],
    environment,
    environmentFrom: [],
    mounts: [],
    probes: { liveness: null, readiness: null, startup: null },
    resources: { requests: [], limits: [] },
  };
}
