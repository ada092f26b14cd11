/** Raw objects: a pod template, what holds it, and the pods that come of it. */

import type { RawObject } from '../../pipeline/raw-object.ts';
import type { Raw, StoredTemplate } from './draw.ts';
import type { WorkloadKind } from './kinds.ts';

export interface Container extends Raw {
  name: string;
  image: string;
}

/** What a pod is made from. `nodeImage`: as which image the node knows the one that runs. */
export interface Template {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  containers: Container[];
  initContainers: Container[];
  ephemeralContainers: Container[];
  spec: Raw;
  nodeImage?: string;
}

export interface Owner {
  apiVersion: string;
  kind: string;
  name: string;
  /** Operators often name none of the owners the controller. */
  controller?: boolean;
}

export interface Identity {
  name: string;
  namespace: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  owner?: Owner | undefined;
}

/** `running`: wanted, with a pod. `wanted`: no pod yet. `terminating`: none wanted, one pod left. `zero`: nothing. */
export type State = 'running' | 'wanted' | 'terminating' | 'zero';

const HASH = '7d4b9c';
const LONG_AGO = '2026-11-20T08:00:00Z';
const DEFAULTS = { terminationMessagePath: '/dev/termination-log', imagePullPolicy: 'IfNotPresent' };

function metadataOf(
  { name, namespace, labels = {}, annotations = {}, owner }: Identity,
  kind: string,
): RawObject['metadata'] {
  return {
    name,
    namespace,
    labels,
    annotations,
    uid: `uid-${kind}-${namespace}-${name}`,
    resourceVersion: '7',
    generation: 1,
    creationTimestamp: LONG_AGO,
    ...(owner && { ownerReferences: [{ uid: `uid-${owner.kind}-${owner.name}`, ...owner }] }),
  };
}

/** The template as the API server stores it: without what only a running pod has. */
function stored({ labels, annotations, containers, initContainers, spec }: Template): StoredTemplate {
  const kept = (list: Container[]) => list.map((c) => ({ ...DEFAULTS, ...c }));
  return {
    metadata: { labels, annotations },
    spec: {
      ...spec,
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      containers: kept(containers),
      ...(initContainers.length > 0 && { initContainers: kept(initContainers) }),
    },
  };
}

/** A pod, as its kubelet reports it. `phase` Succeeded: its containers have ended. */
export function podOf(
  identity: Identity,
  template: Template,
  how: { terminating?: boolean; ended?: boolean; node?: string } = {},
): RawObject {
  const { containers, initContainers, ephemeralContainers, nodeImage } = template;
  const { spec } = stored(template);
  const state = how.ended
    ? {
        terminated: {
          exitCode: 0,
          reason: 'Completed',
          startedAt: LONG_AGO,
          finishedAt: '2026-11-20T14:00:00Z',
        },
      }
    : { running: { startedAt: LONG_AGO } };
  const statuses = (list: Container[]) =>
    list.map(({ name, image }, i) => {
      const known = i === 0 && nodeImage !== undefined ? nodeImage : image;
      return { name, image: known, imageID: `${known}@sha256:0f`, ready: !how.ended, restartCount: 0, state };
    });
  const metadata = metadataOf(
    {
      ...identity,
      labels: { ...template.labels, ...identity.labels },
      annotations: { ...template.annotations, ...identity.annotations },
    },
    'Pod',
  );
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: how.terminating
      ? { ...metadata, deletionTimestamp: '2026-11-20T15:14:50Z', deletionGracePeriodSeconds: 30 }
      : metadata,
    spec: {
      ...spec,
      nodeName: how.node ?? 'node-a',
      ...(ephemeralContainers.length > 0 && { ephemeralContainers }),
    },
    status: {
      phase: how.ended ? 'Succeeded' : 'Running',
      conditions: [{ type: 'Ready', status: how.ended ? 'False' : 'True' }],
      containerStatuses: statuses(containers),
      initContainerStatuses: statuses(initContainers),
      ephemeralContainerStatuses: statuses(ephemeralContainers),
    },
  };
}

const REPLICAS: Readonly<Record<State, { wanted: number; pods: number }>> = {
  running: { wanted: 1, pods: 1 },
  wanted: { wanted: 1, pods: 0 },
  terminating: { wanted: 0, pods: 1 },
  zero: { wanted: 0, pods: 0 },
};

/** A workload with the objects that its controllers make of it, pods included. */
export function workloadOf(
  kind: WorkloadKind,
  identity: Identity,
  template: Template,
  state: State,
): RawObject[] {
  const { wanted, pods } = REPLICAS[state];
  const labels = { ...(kind.labelledItself && template.labels), ...identity.labels };
  const own: RawObject = {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: metadataOf({ ...identity, labels, ...(kind.clusterWide && { namespace: '' }) }, kind.id),
    spec: kind.spec(stored(template), wanted),
    status: { ...kind.status(pods), observedGeneration: 1 },
  };
  const podless = pods === 0 || kind.startsNothing;
  return [own, ...(podless ? [] : podsOf(kind, identity, template, state === 'terminating'))];
}

/** The pod of a workload, with the object in between, by the names that the controllers give. */
function podsOf(
  kind: WorkloadKind,
  { name, namespace }: Identity,
  template: Template,
  terminating: boolean,
): RawObject[] {
  const top = { apiVersion: kind.apiVersion, kind: kind.kind, name, controller: true };
  if (kind.via === undefined)
    return [podOf({ name: `${name}-0`, namespace, owner: top }, template, { terminating })];
  const made = kind.via === 'Job' ? `${name}-29012345` : `${name}-${HASH}`;
  const label = kind.kind === 'Rollout' ? 'rollouts-pod-template-hash' : 'pod-template-hash';
  const labels: Record<string, string> = kind.via === 'Job' ? { 'job-name': made } : { [label]: HASH };
  const apiVersion = kind.via === 'Job' ? 'batch/v1' : 'apps/v1';
  const count = terminating ? 0 : 1;
  const between: RawObject = {
    apiVersion,
    kind: kind.via,
    metadata: metadataOf({ name: made, namespace, labels, owner: top }, kind.via),
    spec: {
      ...(kind.via === 'Job' ? { parallelism: count } : { replicas: count }),
      template: stored(template),
    },
    status: kind.via === 'Job' ? { active: 1 } : { replicas: 1, readyReplicas: 1, observedGeneration: 1 },
  };
  const owner = { apiVersion, kind: kind.via, name: made, controller: true };
  return [between, podOf({ name: `${made}-x7k2p`, namespace, labels, owner }, template, { terminating })];
}
