import type { KindName, Kinds, KubeObject } from '../world/kinds.ts';
import type { World } from '../world/world.ts';

/** One resource that the API serves. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  /** The shelf of the store that its objects stand on: custom resources of all kinds share one. */
  readonly shelf: KindName;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly subresources: readonly Subresource[];
  readonly categories?: readonly string[];
}

export type Subresource =
  | 'status'
  | 'scale'
  | 'log'
  | 'proxy'
  | 'exec'
  | 'attach'
  | 'portforward'
  | 'eviction';

const of = (
  group: string,
  version: string,
  kind: KindName,
  plural: string,
  shortNames: string[] = [],
  subresources: Subresource[] = [],
  categories?: string[],
): Resource => ({
  group,
  version,
  plural,
  singular: kind.toLowerCase(),
  kind,
  shelf: kind,
  namespaced: !['Namespace', 'Node', 'CustomResourceDefinition'].includes(kind),
  shortNames,
  subresources,
  ...(categories === undefined ? {} : { categories }),
});

/** Every resource that is always served, one line each. */
const BUILT_IN: readonly Resource[] = [
  of('', 'v1', 'Namespace', 'namespaces', ['ns'], ['status']),
  of('', 'v1', 'Node', 'nodes', ['no'], ['status', 'proxy']),
  of(
    '',
    'v1',
    'Pod',
    'pods',
    ['po'],
    ['status', 'log', 'proxy', 'exec', 'attach', 'portforward', 'eviction'],
    ['all'],
  ),
  of('', 'v1', 'ConfigMap', 'configmaps', ['cm']),
  of('', 'v1', 'Secret', 'secrets'),
  of('', 'v1', 'Event', 'events', ['ev']),
  of('', 'v1', 'Service', 'services', ['svc'], ['status', 'proxy'], ['all']),
  of('apps', 'v1', 'Deployment', 'deployments', ['deploy'], ['status', 'scale'], ['all']),
  of('apps', 'v1', 'ReplicaSet', 'replicasets', ['rs'], ['status', 'scale'], ['all']),
  of('apps', 'v1', 'StatefulSet', 'statefulsets', ['sts'], ['status', 'scale'], ['all']),
  of('apps', 'v1', 'DaemonSet', 'daemonsets', ['ds'], ['status'], ['all']),
  of('', 'v1', 'ReplicationController', 'replicationcontrollers', ['rc'], ['status', 'scale'], ['all']),
  of('', 'v1', 'ResourceQuota', 'resourcequotas', ['quota'], ['status']),
  of('argoproj.io', 'v1alpha1', 'Rollout', 'rollouts', ['ro'], ['status', 'scale']),
  of('keda.sh', 'v1alpha1', 'ScaledJob', 'scaledjobs', ['sj'], ['status']),
  of(
    'apiextensions.k8s.io',
    'v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    ['crd', 'crds'],
    ['status'],
  ),
  of('batch', 'v1', 'Job', 'jobs', [], ['status'], ['all']),
  of('batch', 'v1', 'CronJob', 'cronjobs', ['cj'], ['status'], ['all']),
  of(
    'autoscaling',
    'v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    ['hpa'],
    ['status'],
    ['all'],
  ),
];

export const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

/** Every resource that is served now: the built-in ones, and what CustomResourceDefinitions add. */
export function resourcesOf(world: World): Resource[] {
  return [...BUILT_IN, ...world.store.list('CustomResourceDefinition').map(customResource)];
}

function customResource({ spec }: Kinds['CustomResourceDefinition']): Resource {
  const { kind, plural, singular = kind.toLowerCase(), shortNames } = spec.names;
  const version = spec.versions.find(({ served }) => served)?.name ?? '';
  const namespaced = spec.scope === 'Namespaced';
  const names = { group: spec.group, version, plural, singular, kind, namespaced, shortNames };
  return { ...names, shelf: 'CustomResource', subresources: ['status'] };
}

/** `apps/v1`, `v1`: how objects of a resource write their version. */
export function apiVersionOf({ group, version }: Resource): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The objects of a resource. */
export function objectsOf(world: World, resource: Resource): KubeObject[] {
  return world.store.list<KindName>(resource.shelf).filter((object) => isOf(resource, object));
}

/** True if an object of a resource's shelf is one of the resource. */
export function isOf(resource: Resource, object: KubeObject): boolean {
  return object.kind === resource.kind && object.apiVersion === apiVersionOf(resource);
}

/** One object of a resource. */
export function find(world: World, resource: Resource, namespace: string | undefined, name: string) {
  return objectsOf(world, resource).find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
}
