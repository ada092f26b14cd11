/** Everything that can run a program, computed once per evaluation, and which of it is an executor. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { entriesOf } from '../../facts/ledger.ts';
import { livePods, type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { eachOnce, standingWorkloads } from '../base/standing.ts';
import { type Candidate, executorNames, executorTest, isExecutorAgent } from './executor.ts';
import type { ObjectName } from './objects.ts';

/** A workload's template, a pod, or a Cloud Run service. A finished one is history and is left out. */
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
  /** Workloads that are or alias an executor; a ReplicaSet of a Deployment counts with that. */
  executors: Workload[];
  /** Their pods, in any phase but finished; terminating ones included. */
  executorPods: Pod[];
}

/** True if it outlives a run: Jobs and pods come and go, and texts would change with each. */
export function isLongLived({ kind }: Runnable): boolean {
  return kind !== 'Pod' && kind !== 'Job';
}

export function inventoryOf(world: World): Inventory {
  const isExecutor = executorTest(world.plan);
  const workloads = standingWorkloads(world).map((workload) => ({
    workload,
    executor:
      isExecutor(workload) || (workload.uses ?? []).some((use) => isExecutor({ ...workload, ...use })),
  }));
  const pods = livePods(world).map((pod) => ({ pod, executor: isExecutor(podCandidate(pod)) }));
  return {
    executors: eachOnce(workloads.filter((w) => w.executor).map((w) => w.workload)),
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

/** Cloud Run services that exist, as one container each: their variables count as those of any other workload. */
function cloudRunRunnables(world: World): Runnable[] {
  const names = executorNames(world.plan);
  return entriesOf(world.ledger, 'cloud-run').flatMap(({ fact: { value } }) => {
    if (value === null) return [];
    const object = { kind: 'Cloud Run', name: value.service, namespace: '' };
    const agent = world.plan.agents.find((a) => a.cloudRun?.service === value.service);
    const executor =
      names.includes(value.service) || (agent !== undefined && isExecutorAgent(world.plan, agent));
    const active = value.scaling !== 'manual' || value.manualInstances !== 0;
    const containers = [cloudRunContainer(value.service, value.environment)];
    return [{ ...object, origin: object, executor, active, containers, pod: null }];
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
