/** The objects of the simulated mesh as the plan wants them, and the pieces to make others. */

import type { ContainerSpec, ContainerState, FactValue, PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { BRAKE_FILE } from './plan.ts';
import type { Seen } from './timeline.ts';

type Variable = ContainerSpec['environment'][number];

export function literal(name: string, value: string): Variable {
  return { name, origin: 'literal', value, filled: value !== '', ref: null };
}

export function fromConfigMap(name: string, configMap: string, key: string): Variable {
  return { name, origin: 'config-map', value: null, filled: false, ref: { configMap, key, optional: false } };
}

export function fromSecret(name: string): Variable {
  return { name, origin: 'secret', value: null, filled: false, ref: null };
}

const PROBE = { path: '/health', port: '80' };

/** A container that takes the kill switch in every way, in a safe mode. */
export function container(name: string, more: readonly Variable[] = []): ContainerSpec {
  return {
    name,
    image: `registry.example/${name}:1.4`,
    role: 'main',
    command: [],
    args: [],
    environment: [
      literal('MODE', 'OBSERVE'),
      literal('DRY', '1'),
      fromConfigMap('HALTED', 'brake', 'HALTED'),
      literal('HALTED_FILE', BRAKE_FILE),
      ...more,
    ],
    environmentFrom: [],
    mounts: [
      { path: '/etc/brake', configMap: 'brake', secret: null, subPath: null, files: null, optional: false },
    ],
    probes: { liveness: PROBE, readiness: PROBE, startup: null },
    resources: { requests: ['cpu', 'memory'], limits: ['cpu', 'memory'] },
  };
}

/** The same container with another value for a variable, or with one more. */
export function withVariable(spec: ContainerSpec, variable: Variable): ContainerSpec {
  return {
    ...spec,
    environment: [...spec.environment.filter((v) => v.name !== variable.name), variable],
  };
}

export interface Place {
  kind: string;
  namespace: string;
  name: string;
}

/** Fields of a workload not given in `value` are calm: one replica, desired and ready. */
export function workload(
  { namespace, name }: Place,
  kind: WorkloadValue['kind'],
  createdAt: number,
  value: Partial<WorkloadValue> = {},
): Seen {
  return {
    kind: 'workload',
    value: {
      namespace,
      name,
      uid: '',
      resourceVersion: '',
      kind,
      labels: { app: name },
      annotations: {},
      podLabels: { app: name },
      podAnnotations: {},
      owner: null,
      createdAt,
      desired: 1,
      actual: 1,
      ready: 1,
      finished: null,
      lastRunAt: null,
      containers: [container(name)],
      ...value,
    },
  };
}

export function running(name: string, startedAt: number): ContainerState {
  return {
    name,
    ready: true,
    restarts: 0,
    state: 'running',
    reason: null,
    message: null,
    startedAt,
    lastExit: null,
  };
}

export function ended(name: string, at: number): ContainerState {
  const lastExit = { code: 0, reason: 'Completed', message: null, at };
  return {
    ...running(name, at),
    ready: false,
    state: 'terminated',
    reason: 'Completed',
    startedAt: null,
    lastExit,
  };
}

/** The same pod once all of its containers have ended. */
export function endedPod(pod: PodValue, phase: string, at: number): PodValue {
  return { ...pod, phase, ready: false, states: pod.containers.map(({ name }) => ended(name, at)) };
}

/** A pod of a workload that runs and is ready; `of: null` is a bare pod. */
export function pod(
  { namespace, name }: Place,
  of: { kind: string; name: string } | null,
  startedAt: number,
  value: Partial<PodValue> = {},
): Seen {
  const main = of?.name ?? name;
  const origin = of === null ? null : { kind: of.kind, name: of.name };
  const ownedBy = of?.kind === 'Deployment' ? { kind: 'ReplicaSet', name: `${of.name}-6f` } : origin;
  const owner = ownedBy && { ...ownedBy, group: ownedBy.kind === 'Job' ? 'batch' : 'apps' };
  return {
    kind: 'pod',
    value: {
      namespace,
      name,
      uid: '',
      resourceVersion: '',
      labels: { app: main },
      annotations: {},
      owner,
      workload: origin,
      createdAt: startedAt,
      phase: 'Running',
      reason: null,
      terminating: false,
      ready: true,
      node: 'n1',
      graceSeconds: 30,
      ip: '10.0.0.9',
      unschedulable: null,
      containers: [container(main)],
      states: [running(main, startedAt)],
      ...value,
    },
  };
}

export function config(
  { namespace, name }: Place,
  data: Record<string, string>,
  changedAt: number | null,
): Seen {
  return {
    kind: 'config',
    value: {
      namespace,
      name,
      uid: '',
      resourceVersion: '',
      data,
      binaryKeys: [],
      immutable: false,
      createdAt: null,
      changedAt,
    },
  };
}

export function node(name: string, pressures: string[]): Seen {
  return {
    kind: 'node',
    value: { name, uid: '', resourceVersion: '', ready: true, readySince: null, taints: [], pressures },
  };
}

export function autoscaler(
  { namespace, name }: Place,
  target: { kind: string; name: string },
  keda: boolean,
): Seen {
  const value: FactValue<'autoscaler'> = {
    namespace,
    name,
    uid: '',
    resourceVersion: '',
    target,
    min: keda ? 0 : 1,
    max: 3,
    keda,
  };
  return { kind: 'autoscaler', value };
}
