import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../world/json.ts';
import type { KubeObject } from '../world/kinds.ts';
import type { Runner } from '../world/runner.ts';
import type { World } from '../world/world.ts';
import { actionOf, authenticate, authorize, type Role, type Tokens } from './auth.ts';
import { existing, patch, replace } from './change.ts';
import { Control } from './control.ts';
import { create } from './create.ts';
import { remove, removeAll } from './delete.ts';
import { discoveryAt } from './discovery.ts';
import { readJson, sendJson } from './http.ts';
import { Lister } from './list.ts';
import { answerOutside } from './outside.ts';
import { type Target, targetOf } from './path.ts';
import { proxy } from './proxy.ts';
import { review } from './reviews.ts';
import { scaleOf, setScale } from './scale.ts';
import { ApiError, unknownPath } from './status.ts';
import { tableOf, wantsTable } from './table.ts';
import { isTrue, Watches } from './watch.ts';

/** One request, taken apart. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The practice mesh over HTTP: the Kubernetes API, the agents outside the cluster, and the control endpoint. */
export class ApiServer {
  readonly #world: World;
  readonly #tokens: Tokens;
  readonly #lister: Lister;
  readonly #watches: Watches;
  readonly #control: Control;

  /** `onDrill` is told the name of each drill that begins. */
  constructor(world: World, runner: Runner, tokens: Tokens, onDrill: (name: string) => void) {
    this.#world = world;
    this.#tokens = tokens;
    this.#lister = new Lister(world);
    this.#watches = new Watches(world);
    this.#control = new Control(world, runner, this.#watches, this.#lister, onDrill);
  }

  /** Answers one request; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://practice');
      const call = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        request,
        response,
      };
      await this.#answer(call);
    } catch (error) {
      refuse(response, error);
    }
  }

  async #answer(call: Call): Promise<void> {
    const { path, request, response } = call;
    if (['/healthz', '/readyz', '/livez'].includes(path)) return plain(response, 'ok');
    if (answerOutside(this.#world, path, request, response)) return;
    const role = authenticate(request, this.#tokens);
    if (path.startsWith('/practice/')) return this.#controlled(call, role);
    if (path.startsWith('/apis/authorization.k8s.io/v1/') && call.method === 'POST')
      return sendJson(response, 201, review(path, role, await readJson(request)));
    const document = discoveryAt(path.replace(/\/$/, ''), request.headers.host ?? '');
    if (document !== undefined) return sendJson(response, 200, document);
    const target = targetOf(path);
    if (target === undefined) throw unknownPath();
    await this.#resource(call, target, role);
  }

  async #controlled(call: Call, role: Role): Promise<void> {
    if (role !== 'operator' && call.method !== 'GET')
      throw new ApiError(403, 'Forbidden', 'drills and faults need the operator token');
    const body = call.method === 'POST' ? await readJson(call.request) : {};
    sendJson(call.response, 200, this.#control.answer(call.method, call.path, body));
  }

  async #resource(call: Call, target: Target, role: Role): Promise<void> {
    const watching = isWatch(call);
    authorize(role, actionOf(call.method, target, watching));
    if (target.subresource === 'proxy') return proxy(this.#world, target, call.request, call.response);
    if (target.subresource === 'scale') return this.#scale(call, target);
    if (target.subresource !== undefined && target.subresource !== 'status') throw refusedSubresource(target);
    if (call.method === 'GET' && watching) return this.#watch(call, target);
    if (call.method === 'GET') return this.#read(call, target);
    await this.#write(call, target);
  }

  #read(call: Call, target: Target): void {
    const { resource } = target;
    const single = target.name === undefined ? undefined : existing(this.#world, target);
    const page = single === undefined ? this.#lister.list(target, call.query) : undefined;
    const metadata = page?.metadata ?? { resourceVersion: single?.metadata.resourceVersion };
    const items = page?.items ?? (single === undefined ? [] : [single]);
    if (wantsTable(call.request.headers.accept)) {
      const include = call.query.get('includeObject') ?? 'Metadata';
      return sendJson(
        call.response,
        200,
        tableOf(resource.kind, items, metadata, include, this.#world.now()),
      );
    }
    const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
    sendJson(call.response, 200, single ?? { kind: `${resource.kind}List`, apiVersion, metadata, items });
  }

  #watch(call: Call, target: Target): void {
    const table = wantsTable(call.request.headers.accept);
    const include = call.query.get('includeObject') ?? 'Metadata';
    const render = (object: KubeObject) =>
      table
        ? tableOf(
            target.resource.kind,
            [object],
            { resourceVersion: object.metadata.resourceVersion },
            include,
            this.#world.now(),
          )
        : object;
    const query = new URLSearchParams(call.query);
    if (target.name !== undefined) query.set('fieldSelector', `metadata.name=${target.name}`);
    this.#watches.open({ ...target, name: undefined }, query, call.response, render);
  }

  async #scale(call: Call, target: Target): Promise<void> {
    if (call.method === 'GET') return sendJson(call.response, 200, scaleOf(this.#world, target));
    const body = await readJson(call.request);
    if (call.method === 'PUT')
      return sendJson(call.response, 200, setScale(this.#world, target, undefined, body));
    if (call.method !== 'PATCH') throw notAllowed();
    sendJson(call.response, 200, setScale(this.#world, target, contentType(call), body));
  }

  async #write(call: Call, target: Target): Promise<void> {
    const world = this.#world;
    const body = await readJson(call.request);
    const manager = managerOf(call);
    sendJson(
      call.response,
      call.method === 'POST' ? 201 : 200,
      this.#written(world, call, target, body, manager),
    );
  }

  #written(world: World, call: Call, target: Target, body: Json, manager: string): unknown {
    const named = target.name !== undefined;
    if (call.method === 'POST' && !named) return create(world, target, body, manager);
    if (call.method === 'PUT' && named) return replace(world, target, body, manager);
    if (call.method === 'PATCH' && named) return patch(world, target, contentType(call), body, manager);
    if (call.method === 'DELETE')
      return named ? remove(world, target, call.query, body) : removeAll(world, target, call.query, body);
    throw notAllowed();
  }
}

function isWatch(call: Call): boolean {
  return call.query.has('watch') && isTrue(call.query.get('watch'));
}

function contentType(call: Call): string {
  return call.request.headers['content-type'] ?? '';
}

/** Who is noted as having written: the client's field manager, else the program that it says it is. */
function managerOf(call: Call): string {
  return call.query.get('fieldManager') ?? call.request.headers['user-agent']?.split('/')[0] ?? 'unknown';
}

function notAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

function refusedSubresource(target: Target): ApiError {
  if (target.subresource === 'log')
    return new ApiError(501, 'NotImplemented', 'the practice mesh keeps no container logs');
  if (target.resource.subresources.some((known) => known === target.subresource))
    return new ApiError(
      501,
      'NotImplemented',
      `the practice mesh does not serve ${target.resource.plural}/${target.subresource}`,
    );
  return unknownPath();
}

function plain(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function refuse(response: ServerResponse, error: unknown): void {
  const status =
    error instanceof ApiError
      ? error
      : new ApiError(500, 'InternalError', `Internal error occurred: ${String(error)}`);
  if (response.headersSent) response.destroy();
  else sendJson(response, status.code, status.toStatus());
}
