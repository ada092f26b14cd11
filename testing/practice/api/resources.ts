import type { KindName } from '../world/kinds.ts';

/** One resource that the API serves. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: KindName;
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
  namespaced: kind !== 'Namespace' && kind !== 'Node',
  shortNames,
  subresources,
  ...(categories === undefined ? {} : { categories }),
});

/** Every resource, one line each. */
export const RESOURCES: readonly Resource[] = [
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
