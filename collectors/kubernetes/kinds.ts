/** The kinds of object that are read: their API roots and their mappers. One line each. */

import type { Fact, FactKind, FactValue } from '#lib/facts/fact.ts';
import { podEnd } from '#lib/facts/pod-end.ts';
import { WORKLOAD_KINDS } from '#lib/vocabulary.ts';
import { mapAddOn } from './add-ons/map.ts';
import { mapAutoscaler } from './mappers/autoscaler.ts';
import { mapConfigMap } from './mappers/config-map.ts';
import { mapCronJob } from './mappers/cron-job.ts';
import { mapDeployment } from './mappers/deployment.ts';
import { mapEvent } from './mappers/event.ts';
import { mapJob } from './mappers/job.ts';
import type { MapContext } from './mappers/map-context.ts';
import { mapNode } from './mappers/node.ts';
import { mapPod } from './mappers/pod.ts';
import { mapReplicaSet } from './mappers/replica-set.ts';
import { mapReplicated } from './mappers/replicated.ts';
import { mapStatefulSet } from './mappers/stateful-set.ts';

/** A fact's kind and value, without its source and time. */
export type Seen = { [K in FactKind]: { kind: K; value: FactValue<K> } }[FactKind];

export interface Kind {
  name: string;
  /** Many of it, as its source is called. */
  plural: string;
  /** API roots, the preferred version first. */
  roots: readonly string[];
  resource: string;
  namespaced: boolean;
  fact: FactKind;
  fieldSelector?: string;
  /** @throws z.ZodError if the object lacks a field that is evaluated. */
  map(raw: unknown, context: MapContext): Seen;
}

const CORE = ['/api/v1'] as const;
const APPS = ['/apis/apps/v1'] as const;
const BATCH = ['/apis/batch/v1'] as const;
const CRON = ['/apis/batch/v1', '/apis/batch/v1beta1'] as const;
const SCALING = ['/apis/autoscaling/v2', '/apis/autoscaling/v2beta2', '/apis/autoscaling/v1'] as const;

const kind = <K extends FactKind>(
  name: string,
  roots: readonly string[],
  resource: string,
  fact: K,
  map: (raw: unknown, context: MapContext) => Seen,
  more: Partial<Kind> = {},
): Kind => ({ name, plural: `${name}s`, roots, resource, namespaced: true, fact, map, ...more });

const workload = (value: FactValue<'workload'>): Seen => ({ kind: 'workload', value });

/** Its fields stand where those of the table's other kinds do that run on each node. */
const DAEMON_SET_LINE = {
  group: 'apps',
  versions: ['v1'],
  resource: 'daemonsets',
  kind: 'DaemonSet',
  templates: ['spec.template'],
  wanted: 'nodes',
  running: 'status.currentNumberScheduled',
  ready: 'status.numberReady',
} as const;

export const DEPLOYMENT = kind('Deployment', APPS, 'deployments', 'workload', (o, c) =>
  workload(mapDeployment(o, c)),
);
export const STATEFUL_SET = kind('StatefulSet', APPS, 'statefulsets', 'workload', (o, c) =>
  workload(mapStatefulSet(o, c)),
);
export const REPLICA_SET = kind('ReplicaSet', APPS, 'replicasets', 'workload', (o, c) =>
  workload(mapReplicaSet(o, c)),
);
export const DAEMON_SET = kind('DaemonSet', APPS, 'daemonsets', 'workload', (o, c) =>
  workload(mapAddOn(DAEMON_SET_LINE, o, c)),
);
export const REPLICATION_CONTROLLER = kind(
  'ReplicationController',
  CORE,
  'replicationcontrollers',
  'workload',
  (o, c) => workload(mapReplicated('ReplicationController', o, c)),
);
export const JOB = kind('Job', BATCH, 'jobs', 'workload', (o, c) => workload(mapJob(o, c)));
export const CRON_JOB = kind('CronJob', CRON, 'cronjobs', 'workload', (o, c) => workload(mapCronJob(o, c)));
export const POD = kind('Pod', CORE, 'pods', 'pod', (o, c) => ({ kind: 'pod', value: mapPod(o, c) }));
export const AUTOSCALER = kind(
  'HorizontalPodAutoscaler',
  SCALING,
  'horizontalpodautoscalers',
  'autoscaler',
  (o) => ({
    kind: 'autoscaler',
    value: mapAutoscaler(o),
  }),
);
export const NODE = kind('Node', CORE, 'nodes', 'node', (o) => ({ kind: 'node', value: mapNode(o) }), {
  namespaced: false,
});
export const WARNING = kind(
  'Event',
  CORE,
  'events',
  'event',
  (o) => ({ kind: 'event', value: mapEvent(o) }),
  {
    fieldSelector: 'type=Warning',
  },
);
export const CONFIG_MAP = kind('ConfigMap', CORE, 'configmaps', 'config', (o, c) => ({
  kind: 'config',
  value: mapConfigMap(o, c),
}));

/** Kinds that are listed and watched in all namespaces if the credential may. */
export const WATCHED: readonly Kind[] = [
  DEPLOYMENT,
  STATEFUL_SET,
  REPLICA_SET,
  POD,
  JOB,
  CRON_JOB,
  AUTOSCALER,
  NODE,
  WARNING,
];

const BY_NAME: Readonly<Record<(typeof WORKLOAD_KINDS)[number], Kind>> = {
  Deployment: DEPLOYMENT,
  StatefulSet: STATEFUL_SET,
  DaemonSet: DAEMON_SET,
  ReplicaSet: REPLICA_SET,
  ReplicationController: REPLICATION_CONTROLLER,
  Job: JOB,
  CronJob: CRON_JOB,
  Pod: POD,
};

/**
 * Kinds of every cluster in which an executor can live. They are polled by GET every few seconds as well, since a quiet watch confirms
 * nothing.
 */
export const POLLED: readonly Kind[] = WORKLOAD_KINDS.map((name) => BY_NAME[name]);

/** The path of a collection: of one namespace, or of the whole cluster for null. */
export function collectionPath(
  root: string,
  { resource, namespaced }: Kind,
  namespace: string | null,
): string {
  return namespaced && namespace !== null
    ? `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`
    : `${root}/${resource}`;
}

/** e.g. `Deployment/trading-floor/execution-agent`, `Node/node-1`. */
export function subjectOf(kindName: string, namespace: string, name: string): string {
  return namespace === '' ? `${kindName}/${name}` : `${kindName}/${namespace}/${name}`;
}

/** The fact that a subject is gone; with `uid` only that one object, not a successor with the same name. */
export function goneFact(
  fact: FactKind,
  subject: string,
  observedAt: number,
  source: string,
  last?: { uid: string; seen: Seen | null },
): Fact {
  const gone = { kind: fact, value: null, subject, observedAt, source };
  if (last === undefined) return gone;
  const { uid: goneUid, seen } = last;
  return seen?.kind === 'pod'
    ? { ...gone, goneUid, ended: podEnd(seen.value) === 'ended' }
    : { ...gone, goneUid };
}
