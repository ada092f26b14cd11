import { RESOURCES, type Resource, type Subresource, VERBS } from './resources.ts';

/** Answer of `GET /version`; a console recognizes a practice mesh by `+practice`. */
export const VERSION = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.0+practice',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-01-05T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'practice/any',
};

const SUBRESOURCE_VERBS: Readonly<Record<Subresource, readonly string[]>> = {
  status: ['get', 'patch', 'update'],
  scale: ['get', 'patch', 'update'],
  log: ['get'],
  proxy: ['create', 'delete', 'get', 'patch', 'update'],
  exec: ['create', 'get'],
  attach: ['create', 'get'],
  portforward: ['create', 'get'],
  eviction: ['create'],
};

const REVIEWS = [
  {
    name: 'selfsubjectaccessreviews',
    singularName: 'selfsubjectaccessreview',
    namespaced: false,
    kind: 'SelfSubjectAccessReview',
    verbs: ['create'],
  },
  {
    name: 'selfsubjectrulesreviews',
    singularName: 'selfsubjectrulesreview',
    namespaced: false,
    kind: 'SelfSubjectRulesReview',
    verbs: ['create'],
  },
];

/** The discovery document of a path, or undefined. Only the legacy form, which every client falls back to. */
export function discoveryAt(path: string, host: string): unknown {
  if (path === '/version') return VERSION;
  if (path === '/api')
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
    };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups().map(groupOf) };
  const group = /^\/apis\/([^/]+)$/.exec(path)?.[1];
  if (group !== undefined && groups().includes(group))
    return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) };
  const at = /^\/api(?:s\/([^/]+))?\/([^/]+)$/.exec(path);
  return at === null ? undefined : resourceList(at[1] ?? '', at[2] ?? '');
}

function groups(): string[] {
  const named = RESOURCES.map((resource) => resource.group).filter((group) => group !== '');
  return [...new Set([...named, 'authorization.k8s.io'])];
}

function groupOf(name: string) {
  const version = RESOURCES.find((resource) => resource.group === name)?.version ?? 'v1';
  const preferred = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [preferred], preferredVersion: preferred };
}

function resourceList(group: string, version: string): unknown {
  const found = RESOURCES.filter((resource) => resource.group === group && resource.version === version);
  const resources = group === 'authorization.k8s.io' && version === 'v1' ? REVIEWS : found.flatMap(entries);
  if (resources.length === 0) return undefined;
  const groupVersion = group === '' ? version : `${group}/${version}`;
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function entries(resource: Resource) {
  const main = {
    name: resource.plural,
    singularName: resource.singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: VERBS,
    ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories === undefined ? {} : { categories: resource.categories }),
  };
  const parts = resource.subresources.map((subresource) => ({
    name: `${resource.plural}/${subresource}`,
    singularName: '',
    namespaced: resource.namespaced,
    ...(subresource === 'scale'
      ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
      : { kind: resource.kind }),
    verbs: SUBRESOURCE_VERBS[subresource],
  }));
  return [main, ...parts];
}
