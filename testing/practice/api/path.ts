import type { Resource } from './resources.ts';

/** A parsed path of the resource API. */
export interface Target {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  /** The path after `proxy/`, with its leading slash. */
  readonly rest: string;
}

/** Reads `/api/v1/namespaces/ns/pods/name/proxy/healthz` and its like; undefined when no resource is there. */
export function targetOf(path: string, resources: readonly Resource[]): Target | undefined {
  const at = /^\/api(?:s\/([^/]+))?\/([^/]+)\/(.+)$/.exec(path);
  if (at === null) return undefined;
  const [, group = '', version, tail = ''] = at;
  const parts = tail.split('/');
  const inNamespace = parts[0] === 'namespaces' && parts.length > 2 && parts[2] !== 'status';
  const namespace = inNamespace ? decode(parts[1]) : undefined;
  const [plural, name, subresource, ...rest] = inNamespace ? parts.slice(2) : parts;
  const resource = resources.find((r) => r.group === group && r.version === version && r.plural === plural);
  if (resource === undefined || (inNamespace && !resource.namespaced)) return undefined;
  return {
    resource,
    namespace,
    name: name === undefined || name === '' ? undefined : decode(name),
    subresource,
    rest: `/${rest.join('/')}`,
  };
}

function decode(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return part ?? '';
  }
}
