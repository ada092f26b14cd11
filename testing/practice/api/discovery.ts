import { type Resource, type Subresource, VERBS } from './resources.ts';

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

const REVIEWED = { group: 'authorization.k8s.io', version: 'v1' };
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
export function discoveryAt(path: string, host: string, resources: readonly Resource[]): unknown {
  if (path === '/version') return VERSION;
  if (path === '/api')
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
    };
  const groups = groupsOf(resources);
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups };
  const group = groups.find(({ name }) => path === `/apis/${name}`);
  if (group !== undefined) return { kind: 'APIGroup', apiVersion: 'v1', ...group };
  const at = /^\/api(?:s\/([^/]+))?\/([^/]+)$/.exec(path);
  return at === null ? undefined : resourceList(resources, at[1] ?? '', at[2] ?? '');
}

function groupsOf(resources: readonly Resource[]) {
  const named = Map.groupBy([...resources, REVIEWED], ({ group }) => group);
  named.delete('');
  return [...named].map(([name, members]) => {
    const versions = [...new Set(members.map(({ version }) => version))].map((version) => ({
      groupVersion: `${name}/${version}`,
      version,
    }));
    return { name, versions, preferredVersion: versions[0] };
  });
}

function resourceList(all: readonly Resource[], group: string, version: string): unknown {
  const found = all.filter((resource) => resource.group === group && resource.version === version);
  const resources =
    group === REVIEWED.group && version === REVIEWED.version ? REVIEWS : found.flatMap(entries);
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
