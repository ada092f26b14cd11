/** The objects of the simulated mesh as the plan wants them, and the pieces to make others: raw, as an API server has them. */

import { z } from 'zod';
import type { RawObject } from '../pipeline/raw-object.ts';
import { ADD_ON } from './outages.ts';
import { BRAKE_FILE } from './plan.ts';

export interface Variable {
  name: string;
  value?: string;
  valueFrom?: object;
}

export interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env: Variable[];
  volumeMounts: { name: string; mountPath: string }[];
  [field: string]: unknown;
}

export function literal(name: string, value: string): Variable {
  return { name, value };
}

function fromConfigMap(name: string, configMap: string, key: string): Variable {
  return { name, valueFrom: { configMapKeyRef: { name: configMap, key } } };
}

export function fromSecret(name: string): Variable {
  return { name, valueFrom: { secretKeyRef: { name: 'vault', key: name } } };
}

const PROBE = { httpGet: { path: '/health', port: 80 } };
const RESOURCES = { cpu: '1', memory: '1Gi' };

/** A container that takes the kill switch in every way, in a safe mode. */
export function container(name: string, more: readonly Variable[] = []): Container {
  return {
    name,
    image: `registry.quarry.example/mesh/${name}:1.4`,
    env: [
      literal('MODE', 'OBSERVE'),
      literal('DRY', '1'),
      fromConfigMap('HALTED', 'brake', 'HALTED'),
      literal('HALTED_FILE', BRAKE_FILE),
      ...more,
    ],
    volumeMounts: [{ name: 'brake', mountPath: '/etc/brake' }],
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    resources: { requests: RESOURCES, limits: RESOURCES },
  };
}

/** The same container with another value for a variable, or with one more. */
export function withVariable(spec: Container, variable: Variable): Container {
  return { ...spec, env: [...spec.env.filter((v) => v.name !== variable.name), variable] };
}

export interface Place {
  /** As the console names it, with its group for an add-on. */
  kind: string;
  namespace: string;
  name: string;
}

/** What a workload wants and has. `finished`: of a Job. */
export interface Workload {
  labels: Record<string, string>;
  owner: Place | null;
  createdAt: number;
  desired: number;
  actual: number;
  ready: number;
  finished: 'complete' | 'failed' | null;
  containers: readonly Container[];
}

/** How one container of a pod stands. */
export interface State {
  name: string;
  restarts: number;
  state: 'waiting' | 'running' | 'terminated';
  reason: string | null;
  /** Of one that runs or waits: when it began; of one that ended: when. */
  at: number;
  lastExit: { code: number; reason: string; at: number } | null;
}

export interface Pod {
  labels: Record<string, string>;
  owner: Place | null;
  createdAt: number;
  phase: string;
  terminating: boolean;
  ready: boolean;
  node: string | null;
  unschedulable: string | null;
  containers: readonly Container[];
  states: readonly State[];
}

/** An object as incidents change it, or one that is drawn raw. */
export type Thing =
  | { kind: 'workload'; value: Workload }
  | { kind: 'pod'; value: Pod }
  /** `set`: the ReplicaSet that goes with it, if it is a Deployment's. */
  | { kind: 'raw'; value: RawObject; set?: RawObject };

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Fields of a workload not given in `value` are calm: one replica, desired and ready. */
export function workload({ name }: Place, createdAt: number, value: Partial<Workload> = {}): Thing {
  const calm = { desired: 1, actual: 1, ready: 1, finished: null, containers: [container(name)] };
  return {
    kind: 'workload',
    value: { labels: { app: name }, owner: null, createdAt, ...calm, ...value },
  };
}

export function running(name: string, at: number): State {
  return { name, restarts: 0, state: 'running', reason: null, at, lastExit: null };
}

export function ended(name: string, at: number): State {
  const lastExit = { code: 0, reason: 'Completed', at };
  return { ...running(name, at), state: 'terminated', reason: 'Completed', lastExit };
}

/** The same pod once all of its containers have ended. */
export function endedPod(pod: Pod, phase: string, at: number): Pod {
  return { ...pod, phase, ready: false, states: pod.containers.map(({ name }) => ended(name, at)) };
}

/** A pod of a workload that runs and is ready; `of: null` is a bare pod. */
export function pod({ name }: Place, of: Place | null, startedAt: number, value: Partial<Pod> = {}): Thing {
  const main = of?.name ?? name;
  const calm = { phase: 'Running', terminating: false, ready: true, node: 'n1', unschedulable: null };
  const inside = { containers: [container(main)], states: [running(main, startedAt)] };
  return {
    kind: 'pod',
    value: { labels: { app: main }, owner: of, createdAt: startedAt, ...calm, ...inside, ...value },
  };
}

export function config({ namespace, name }: Place, data: Record<string, string>, changedAt: number): Thing {
  const managedFields = [{ manager: 'kubectl', time: iso(changedAt), fieldsV1: { 'f:data': {} } }];
  const metadata = { namespace, name, creationTimestamp: iso(changedAt), managedFields };
  return { kind: 'raw', value: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } };
}

export function node(name: string, pressures: readonly string[]): Thing {
  const conditions = [['Ready', 'True'], ...pressures.map((type) => [type, 'True'])];
  const status = { conditions: conditions.map(([type, state]) => ({ type, status: state })) };
  return { kind: 'raw', value: { apiVersion: 'v1', kind: 'Node', metadata: { name }, status } };
}

/** An autoscaler that may raise its target; one of KEDA's also from nothing. */
export function autoscaler({ namespace, name }: Place, target: Place, keda: boolean): Thing {
  const labels = keda ? { 'scaledobject.keda.sh/name': name } : {};
  const scaleTargetRef = { apiVersion: versionOf(target.kind), kind: target.kind, name: target.name };
  const spec = { scaleTargetRef, minReplicas: keda ? 0 : 1, maxReplicas: 3 };
  const kind = 'HorizontalPodAutoscaler';
  return {
    kind: 'raw',
    value: { apiVersion: versionOf(kind), kind, metadata: { namespace, name, labels }, spec },
  };
}

const VERSIONS: Readonly<Record<string, string>> = {
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Pod: 'v1',
  ReplicationController: 'v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  [ADD_ON]: 'argoproj.io/v1alpha1',
};
const versionOf = (kind: string): string => VERSIONS[kind] ?? 'apps/v1';

/** The object as the API server has it. */
export function rawOf(place: Place, thing: Thing): RawObject {
  if (thing.kind === 'raw') return thing.value;
  const { kind, namespace, name } = place;
  const { labels, owner, createdAt } = thing.value;
  const metadata = { namespace, name, labels, creationTimestamp: iso(createdAt), ...ownedBy(owner) };
  const base = { apiVersion: versionOf(kind), kind: kind.split('.')[0] ?? kind, metadata };
  return thing.kind === 'workload' ? workloadOf(base, thing.value) : podOf(base, thing.value);
}

/** The ReplicaSet that a Deployment's controller keeps. */
export function replicaSetOf({ namespace, name }: Place, { value }: Thing & { kind: 'workload' }): RawObject {
  const place = { kind: 'ReplicaSet', namespace, name: replicaSetName(name) };
  const labels = { ...value.labels, 'pod-template-hash': HASH };
  const owner = { kind: 'Deployment', namespace, name };
  return rawOf(place, { kind: 'workload', value: { ...value, labels, owner } });
}

/** The same for one that is given raw. */
export function setOf(deployment: RawObject): RawObject {
  const { namespace = '', name } = deployment.metadata;
  const { labels } = z
    .object({ labels: z.record(z.string(), z.string()).default({}) })
    .parse(deployment.metadata);
  const owned = ownedBy({ kind: 'Deployment', namespace, name });
  const metadata = {
    namespace,
    name: replicaSetName(name),
    labels: { ...labels, 'pod-template-hash': HASH },
  };
  return { ...deployment, kind: 'ReplicaSet', metadata: { ...metadata, ...owned } };
}

const HASH = '6f';

export const replicaSetName = (deployment: string): string => `${deployment}-${HASH}`;

function ownedBy(owner: Place | null): object {
  if (owner === null) return {};
  const { kind, name } = owner;
  return {
    ownerReferences: [
      { apiVersion: versionOf(kind), kind: kind.split('.')[0], name, uid: 'u', controller: true },
    ],
  };
}

function workloadOf(base: RawObject, w: Workload): RawObject {
  const template = { metadata: { labels: w.labels }, spec: podSpecOf(w.containers) };
  const { desired, actual, ready } = w;
  switch (base.kind) {
    case 'CronJob': {
      const active = Array.from({ length: actual }, (_, i) => ({ kind: 'Job', name: `run-${i}` }));
      const spec = { schedule: '0 1 * * *', suspend: desired === 0, jobTemplate: { spec: { template } } };
      return { ...base, spec, status: { active, lastScheduleTime: iso(w.createdAt) } };
    }
    case 'Job':
      return {
        ...base,
        spec: { parallelism: desired === 0 && w.finished === null ? 0 : Math.max(1, desired), template },
        status: { active: actual, ready, conditions: conditionsOf(w) },
      };
    case 'DaemonSet': {
      const status = { desiredNumberScheduled: desired, currentNumberScheduled: actual, numberReady: ready };
      return { ...base, spec: { template }, status };
    }
    default:
      return {
        ...base,
        spec: { replicas: desired, template },
        status: { replicas: actual, readyReplicas: ready },
      };
  }
}

function conditionsOf({ finished, createdAt }: Workload): object[] {
  const type = finished === 'complete' ? 'Complete' : 'Failed';
  return finished === null ? [] : [{ type, status: 'True', lastTransitionTime: iso(createdAt) }];
}

function podSpecOf(containers: readonly Container[]) {
  const mounted = containers.some(({ volumeMounts }) => volumeMounts.length > 0);
  return { containers, ...(mounted ? { volumes: [{ name: 'brake', configMap: { name: 'brake' } }] } : {}) };
}

function podOf(base: RawObject, p: Pod): RawObject {
  const hashed = p.owner?.kind === 'Deployment';
  const labels = { ...p.labels, ...(hashed ? { 'pod-template-hash': HASH } : {}) };
  const set = { namespace: '', kind: 'ReplicaSet', name: replicaSetName(p.owner?.name ?? '') };
  const ending = { deletionTimestamp: iso(p.createdAt + 60_000), deletionGracePeriodSeconds: 30 };
  const metadata = {
    ...{ ...base.metadata, labels, ...ownedBy(hashed ? set : p.owner) },
    ...(p.terminating ? ending : {}),
  };
  const spec = { ...podSpecOf(p.containers), nodeName: p.node ?? '', terminationGracePeriodSeconds: 30 };
  const conditions = [
    { type: 'Ready', status: p.ready ? 'True' : 'False' },
    ...(p.unschedulable === null
      ? []
      : [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: p.unschedulable }]),
  ];
  const status = { phase: p.phase, podIP: '10.0.0.9', conditions, containerStatuses: p.states.map(statusOf) };
  return { ...base, metadata, spec, status };
}

function statusOf({ name, restarts, state, reason, at, lastExit }: State) {
  const exit = lastExit && {
    terminated: { exitCode: lastExit.code, reason: lastExit.reason, finishedAt: iso(lastExit.at) },
  };
  const states = {
    running: { running: { startedAt: iso(at) } },
    waiting: { waiting: { reason, message: `waits: ${reason}` } },
    terminated: exit ?? { terminated: { exitCode: 0, reason, finishedAt: iso(at) } },
  };
  const ready = state === 'running';
  return {
    ...{ name, ready, restartCount: restarts, state: states[state] },
    ...(exit !== null && state !== 'terminated' ? { lastState: exit } : {}),
  };
}
