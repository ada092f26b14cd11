/** A Kubernetes API in miniature for tests: lists with pages, watches, and every way to misbehave. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ScratchServer, startScratchServer } from './scratch-server.ts';

export interface RawObject {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    [more: string]: unknown;
  };
  [more: string]: unknown;
}

/** Answers a request in the API's stead; false lets the API answer. */
export type Intervention = (url: URL, request: IncomingMessage, response: ServerResponse) => boolean;

interface Watcher {
  path: string;
  url: URL;
  response: ServerResponse;
}

export class ScratchApi {
  readonly server: ScratchServer;
  readonly #objects = new Map<string, RawObject>();
  readonly #watchers = new Set<Watcher>();
  #version = 100;
  /** Collections by their path under the version, such as `/apis/apps/v1/deployments`. */
  readonly collections = new Map<string, string>();
  intervene: Intervention = () => false;
  /** The status of a SelfSubjectRulesReview of a namespace. */
  permissions: (namespace: string) => unknown = () => ({
    resourceRules: [{ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods'] }],
    nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/version'] }],
    incomplete: false,
  });

  static async start(): Promise<ScratchApi> {
    const server = await startScratchServer(() => {});
    return new ScratchApi(server);
  }

  private constructor(server: ScratchServer) {
    this.server = server;
    server.handle = (request, response) => this.#handle(request, response);
    const served: Record<string, string[]> = {
      '/apis/apps/v1': ['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet'],
      '/apis/batch/v1': ['Job', 'CronJob'],
      '/apis/autoscaling/v2': ['HorizontalPodAutoscaler'],
      '/api/v1': ['Pod', 'Node', 'Event', 'ConfigMap', 'ReplicationController'],
    };
    for (const [root, kinds] of Object.entries(served))
      for (const kind of kinds) this.collections.set(`${root}/${kind.toLowerCase()}s`, kind);
  }

  /** Adds or replaces an object, and sends it to watches. */
  put(
    kind: string,
    namespace: string,
    name: string,
    body: Record<string, unknown> = {},
    uid = `${kind}-${name}`,
  ): RawObject {
    const key = `${kind}/${namespace}/${name}`;
    const { metadata = {}, ...rest } = body;
    const identity = {
      name,
      ...(namespace === '' ? {} : { namespace }),
      uid,
      resourceVersion: String(++this.#version),
    };
    const object: RawObject = { ...rest, metadata: { ...(metadata as object), ...identity } };
    const type = this.#objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.#objects.set(key, object);
    this.tell(kind, namespace, { type, object });
    return object;
  }

  remove(kind: string, namespace: string, name: string, quietly = false): void {
    const key = `${kind}/${namespace}/${name}`;
    const object = this.#objects.get(key);
    this.#objects.delete(key);
    this.#version += 1;
    if (object && !quietly) this.tell(kind, namespace, { type: 'DELETED', object });
  }

  /** While true watches get no events: they are lost on the way. */
  loses = false;

  /** Sends one line to the watches of a kind. */
  tell(kind: string, namespace: string, event: unknown): void {
    if (this.loses) return;
    const line = typeof event === 'string' ? event : `${JSON.stringify(event)}\n`;
    for (const { path, response } of this.#watchers)
      if (this.collections.get(path.replace(/\/namespaces\/[^/]+/, '')) === kind && covers(path, namespace))
        response.write(line);
  }

  /** The open watches of a kind. */
  responses(kind: string): ServerResponse[] {
    return [...this.#watchers]
      .filter(({ path }) => this.collections.get(path.replace(/\/namespaces\/[^/]+/, '')) === kind)
      .map(({ response }) => response);
  }

  watching(kind: string): number {
    return this.responses(kind).length;
  }

  /** Number of requests for a path, watches included. */
  asked(pattern: RegExp): number {
    return this.server.requests.filter((request) => pattern.test(request)).length;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://x');
    if (this.intervene(url, request, response)) return;
    const collection = url.pathname.replace(/\/namespaces\/[^/]+/, '');
    const kind = this.collections.get(collection);
    const one = /^\/api\/v1\/namespaces\/([^/]+)\/configmaps\/([^/]+)$/.exec(url.pathname);
    if (request.method === 'POST') void this.#review(url, request, response);
    else if (url.pathname === '/version') json(response, 200, { gitVersion: 'v1.30.1+practice' });
    else if (url.pathname === '/apis') this.#groups(response);
    else if (this.#isRoot(url.pathname)) this.#resources(url.pathname, response);
    else if (one) this.#one(response, `ConfigMap/${one[1]}/${one[2]}`);
    else if (!kind) status(response, 404, 'the server could not find the requested resource');
    else if (url.searchParams.get('watch')) this.#watch(url, response);
    else this.#list(kind, url, response);
  }

  #isRoot(path: string): boolean {
    return [...this.collections.keys()].some((collection) => collection.startsWith(`${path}/`));
  }

  /** Discovery: the groups with their versions. */
  #groups(response: ServerResponse): void {
    const versions = new Map<string, Set<string>>();
    for (const path of this.collections.keys()) {
      const [, group, version] = /^\/apis\/([^/]+)\/([^/]+)\//.exec(path) ?? [];
      if (group !== undefined && version !== undefined)
        versions.set(group, (versions.get(group) ?? new Set()).add(version));
    }
    const groups = [...versions].map(([name, of]) => ({
      name,
      versions: [...of].map((version) => ({ version })),
    }));
    json(response, 200, { kind: 'APIGroupList', groups });
  }

  /** Discovery: what one version of a group serves. */
  #resources(root: string, response: ServerResponse): void {
    const paths = [...this.collections].filter(([path]) => path.startsWith(`${root}/`));
    const resources = paths.map(([path, kind]) => ({ name: path.slice(root.length + 1), kind }));
    json(response, 200, { kind: 'APIResourceList', groupVersion: root, resources });
  }

  async #review(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: { spec?: { namespace?: string } } = JSON.parse(await text(request));
    const { kind, apiVersion } = { kind: 'SelfSubjectRulesReview', apiVersion: 'authorization.k8s.io/v1' };
    if (url.pathname !== `/apis/${apiVersion}/selfsubjectrulesreviews`) status(response, 405, 'not allowed');
    else
      json(response, 201, {
        kind,
        apiVersion,
        metadata: { creationTimestamp: null },
        spec: {},
        status: this.permissions(body.spec?.namespace ?? ''),
      });
  }

  #one(response: ServerResponse, key: string): void {
    const object = this.#objects.get(key);
    if (object) json(response, 200, { kind: 'ConfigMap', apiVersion: 'v1', ...object });
    else status(response, 404, 'configmaps not found', 'NotFound');
  }

  #list(kind: string, url: URL, response: ServerResponse): void {
    const name = /^metadata\.name=(.*)$/.exec(url.searchParams.get('fieldSelector') ?? '')?.[1];
    const all = [...this.#objects]
      .filter(([key]) => key.startsWith(`${kind}/`))
      .map(([, object]) => object)
      .filter(
        (o) =>
          covers(url.pathname, o.metadata.namespace ?? '') &&
          (name === undefined || o.metadata.name === name),
      );
    const from = Number(url.searchParams.get('continue') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? all.length);
    const next = from + limit < all.length ? { continue: String(from + limit) } : {};
    json(response, 200, {
      kind: `${kind}List`,
      metadata: { resourceVersion: String(this.#version), ...next },
      items: all.slice(from, from + limit),
    });
  }

  #watch(url: URL, response: ServerResponse): void {
    const watcher = { path: url.pathname, url, response };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
  }
}

function covers(path: string, namespace: string): boolean {
  const wanted = /\/namespaces\/([^/]+)/.exec(path)?.[1];
  return wanted === undefined || wanted === namespace;
}

export function json(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The API server's own error document. */
export function status(response: ServerResponse, code: number, message: string, reason = ''): void {
  json(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code });
}
