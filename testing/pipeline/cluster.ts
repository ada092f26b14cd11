/** An API server of raw objects: lists, watches, single objects and discovery, without a socket. */

import type { Answer } from '#collectors/http/exchange.ts';
import type { LineStreamOptions } from '#collectors/http/line-stream.ts';
import { ADD_ON_KINDS } from '#collectors/kubernetes/add-ons/kinds.ts';
import type { RawObject, Ref } from './raw-object.ts';

/** Kinds that every cluster serves. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  v1: ['Pod', 'Node', 'Event', 'ConfigMap', 'Service', 'Namespace', 'ReplicationController', 'ResourceQuota'],
  'apps/v1': ['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet'],
  'batch/v1': ['Job', 'CronJob'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
};
const CLUSTER_WIDE = ['Node', 'Namespace'];

interface Collection {
  root: string;
  apiVersion: string;
  kind: string;
  plural: string;
  objects: Map<string, RawObject>;
}
interface Change {
  version: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: RawObject;
}
interface Watch {
  collection: Collection;
  filter: Filter;
  onLine(line: string): boolean;
}
type Filter = (object: RawObject) => boolean;

export function jsonAnswer(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** The API server's own error document. */
export function refusal(
  code: number,
  message: string,
  reason = code === 404 ? 'NotFound' : 'Forbidden',
): Answer {
  return jsonAnswer(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code });
}

const keyOf = ({ metadata: { namespace = '', name } }: RawObject): string => `${namespace}/${name}`;

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : word.endsWith('s') ? `${word}es` : `${word}s`;
}

export class Cluster {
  readonly #collections = new Map<string, Collection>();
  readonly #log = new Map<Collection, Change[]>();
  readonly #watches = new Set<Watch>();
  readonly #now: () => number;
  /** Paths of groups that are listed, and whose API server is down. */
  readonly #refused = new Set<string>();
  #version = 1_000;

  constructor(now: () => number) {
    this.#now = now;
    for (const [apiVersion, kinds] of Object.entries(BUILT_IN))
      for (const kind of kinds) this.serve(apiVersion, kind);
  }

  serve(apiVersion: string, kind: string, refused = false): Collection {
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    if (refused) this.#refused.add(root);
    const plural =
      ADD_ON_KINDS.find((k) => k.name === `${kind}.${apiVersion.split('/')[0]}`)?.resource ?? pluralOf(kind);
    const path = `${root}/${plural}`;
    const known = this.#collections.get(path);
    if (known !== undefined) return known;
    const made = { root, apiVersion, kind, plural, objects: new Map() };
    this.#collections.set(path, made);
    return made;
  }

  /** Adds or replaces an object, and tells watches unless `quiet`. What a manifest leaves out, the API server fills in. */
  put(object: RawObject, quiet = false): void {
    const collection = this.serve(object.apiVersion, object.kind);
    const key = keyOf(object);
    const before = collection.objects.get(key);
    const metadata = {
      uid: before?.metadata.uid ?? `uid-${object.kind}-${key}-${this.#version}`,
      creationTimestamp: `${new Date(this.#now() - 3_600_000).toISOString().slice(0, 19)}Z`,
      ...object.metadata,
      resourceVersion: String(++this.#version),
    };
    const stored = { ...object, metadata };
    collection.objects.set(key, stored);
    if (!quiet) this.#tell(collection, before === undefined ? 'ADDED' : 'MODIFIED', stored);
  }

  remove(object: RawObject, quiet = false): void {
    const collection = this.serve(object.apiVersion, object.kind);
    const known = collection.objects.get(keyOf(object));
    if (known === undefined || !collection.objects.delete(keyOf(object))) return;
    const metadata = { ...known.metadata, resourceVersion: String(++this.#version) };
    if (!quiet) this.#tell(collection, 'DELETED', { ...known, metadata });
  }

  /** The first object of this kind, namespace and name; a `*` ends a name of which only the beginning is known. */
  find({ kind, namespace, name }: Ref): RawObject | undefined {
    const matches = (other: string): boolean =>
      name.endsWith('*') ? other.startsWith(name.slice(0, -1)) : other === name;
    return [...this.#collections.values()]
      .filter((collection) => collection.kind === kind)
      .flatMap(({ objects }) => [...objects.values()])
      .find(
        ({ metadata }) =>
          matches(metadata.name) && (CLUSTER_WIDE.includes(kind) || metadata.namespace === namespace),
      );
  }

  /** The answer to a GET of the API server. */
  answer(url: URL): Answer {
    const { pathname } = url;
    if (this.#refused.has(pathname))
      return refusal(503, 'the server is currently unable', 'ServiceUnavailable');
    if (pathname === '/version') return jsonAnswer(200, { gitVersion: 'v1.32.0' });
    const discovered = this.#discovery(pathname);
    if (discovered !== undefined) return jsonAnswer(200, discovered);
    const [, namespace] = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(pathname) ?? [];
    if (namespace !== undefined)
      return jsonAnswer(200, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    const found = this.#collectionAt(url);
    if (found !== undefined) return this.#list(found);
    const [, collection = '', name = ''] = /^(.*)\/([^/]+)$/.exec(pathname) ?? [];
    const holder = this.#collectionAt(new URL(collection, url));
    const object = [...(holder?.collection.objects.values() ?? [])]
      .filter((candidate) => holder?.filter(candidate))
      .find(({ metadata }) => metadata.name === decodeURIComponent(name));
    return object === undefined ? refusal(404, `${name} not found`) : jsonAnswer(200, object);
  }

  /** A watch, until it is aborted or its time is over. */
  watch(url: URL, { onOpen, onLine, signal }: LineStreamOptions): Promise<Answer | null> {
    const found = this.#collectionAt(url);
    if (found === undefined) return Promise.resolve(refusal(404, 'the server could not find it'));
    const watch = { ...found, onLine };
    onOpen();
    this.#watches.add(watch);
    const from = Number(url.searchParams.get('resourceVersion') ?? 0);
    for (const change of this.#log.get(found.collection) ?? [])
      if (change.version > from) this.#send(watch, change.type, change.object);
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#watches.delete(watch);
        resolve(null);
      };
      const timer = setTimeout(
        () => {
          this.#send(watch, 'BOOKMARK', { metadata: { resourceVersion: String(this.#version) } });
          end();
        },
        Number(url.searchParams.get('timeoutSeconds') ?? 20) * 1000,
      );
      signal.addEventListener('abort', end, { once: true });
    });
  }

  #tell(collection: Collection, type: Change['type'], object: RawObject): void {
    const changes = this.#log.get(collection) ?? [];
    changes.push({ version: this.#version, type, object });
    this.#log.set(collection, changes);
    for (const watch of this.#watches)
      if (watch.collection === collection && watch.filter(object)) this.#send(watch, type, object);
  }

  #send(watch: Watch, type: string, object: unknown): void {
    const { apiVersion, kind } = watch.collection;
    const whole = typeof object === 'object' ? { apiVersion, kind, ...object } : object;
    if (!watch.onLine(JSON.stringify({ type, object: whole }))) this.#watches.delete(watch);
  }

  #collectionAt(url: URL): { collection: Collection; filter: Filter } | undefined {
    const namespace = /\/namespaces\/([^/]+)\/[^/]+$/.exec(url.pathname)?.[1];
    const path = url.pathname.replace(/\/namespaces\/[^/]+(?=\/[^/]+$)/, '');
    const collection = this.#collections.get(path);
    if (collection === undefined) return undefined;
    const [field, value] = (url.searchParams.get('fieldSelector') ?? '').split('=');
    const filter = ({ metadata, type }: RawObject): boolean =>
      (namespace === undefined || metadata.namespace === namespace) &&
      (field !== 'metadata.name' || metadata.name === value) &&
      (field !== 'type' || type === value);
    return { collection, filter };
  }

  #list({ collection, filter }: { collection: Collection; filter: Filter }): Answer {
    const items = [...collection.objects.values()].filter(filter);
    return jsonAnswer(200, {
      apiVersion: collection.apiVersion,
      kind: `${collection.kind}List`,
      metadata: { resourceVersion: String(this.#version) },
      items,
    });
  }

  /** The unaggregated documents, which every client falls back to. */
  #discovery(path: string): unknown {
    const versions = [...new Set([...this.#collections.values()].map(({ apiVersion }) => apiVersion))];
    const groups = versions.filter((version) => version.includes('/')).map(groupOf);
    if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
    if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups };
    const group = groups.find(({ name }) => path === `/apis/${name}`);
    if (group !== undefined) return { kind: 'APIGroup', apiVersion: 'v1', ...group };
    const served = [...this.#collections.values()].filter(({ root }) => root === path);
    if (served.length === 0) return undefined;
    const resources = served.map(({ kind, plural }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced: !CLUSTER_WIDE.includes(kind),
      kind,
      verbs: ['get', 'list', 'watch'],
    }));
    return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: served[0]?.apiVersion, resources };
  }
}

function groupOf(groupVersion: string) {
  const [name = '', version = ''] = groupVersion.split('/');
  const preferred = { groupVersion, version };
  return { name, versions: [preferred], preferredVersion: preferred };
}
