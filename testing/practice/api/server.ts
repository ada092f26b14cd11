import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Runner } from '../world/runner.ts';
import type { World } from '../world/world.ts';
import { authenticate, type Role, type Tokens } from './auth.ts';
import { type Call, callOf } from './call.ts';
import { answerCloudRunAdmin } from './cloud-run-admin.ts';
import { Control } from './control.ts';
import { discoveryAt } from './discovery.ts';
import { readJson, sendJson } from './http.ts';
import { Lister } from './list.ts';
import { openApiAt } from './openapi.ts';
import { answerOutside } from './outside.ts';
import { targetOf } from './path.ts';
import { answerOrphan } from './proxy.ts';
import { ResourceApi } from './resource-api.ts';
import { type Resource, resourcesOf } from './resources.ts';
import { review } from './reviews.ts';
import { ApiError, unknownPath } from './status.ts';
import { Watches } from './watch.ts';

const PROBES = ['/healthz', '/readyz', '/livez'];
const REVIEWS = '/apis/authorization.k8s.io/v1/';

/** The practice mesh over HTTP: the Kubernetes API, the agents outside the cluster, and the control endpoint. */
export class ApiServer {
  readonly #world: World;
  readonly #tokens: Tokens;
  readonly #resources: ResourceApi;
  readonly #control: Control;

  /** `onDrill` gets the name of each drill that begins. */
  constructor(world: World, runner: Runner, tokens: Tokens, onDrill: (name: string) => void) {
    const lister = new Lister(world);
    const watches = new Watches(world);
    this.#world = world;
    this.#tokens = tokens;
    this.#resources = new ResourceApi(world, lister, watches);
    this.#control = new Control(world, runner, watches, lister, onDrill);
  }

  /** Answers one request; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const call = callOf(request, response);
      if (!call.path.startsWith('/practice/')) this.#control.requests += 1;
      await this.#answer(call);
    } catch (error) {
      refuse(response, error);
    }
  }

  async #answer(call: Call): Promise<void> {
    const { path, request, response } = call;
    if (PROBES.includes(path)) plain(response, 'ok');
    else if (answerCloudRunAdmin(this.#world, this.#tokens, call)) return;
    else if (!answerOutside(this.#world, path, request, response))
      await this.#authenticated(call, authenticate(request, this.#tokens));
  }

  async #authenticated(call: Call, role: Role): Promise<void> {
    const { method, path, request, response } = call;
    const resources = resourcesOf(this.#world);
    const host = request.headers.host ?? '';
    const document = method === 'GET' ? documentAt(path, host, resources) : undefined;
    const target = targetOf(path, resources);
    if (path.startsWith('/practice/')) await this.#controlled(call, role);
    else if (path.startsWith(REVIEWS) && method === 'POST')
      sendJson(response, 201, review(path, role, await readJson(request), this.#world.forbidden));
    else if (document !== undefined) sendJson(response, 200, document);
    else if (target !== undefined) await this.#resources.answer(call, target, role);
    else throw unknownPath();
  }

  async #controlled(call: Call, role: Role): Promise<void> {
    if (role !== 'operator' && call.method !== 'GET')
      throw new ApiError(403, 'Forbidden', 'drills and faults need the operator token');
    if (answerOrphan(this.#world, call.path, call.request, call.response)) return;
    const body = call.method === 'POST' ? await readJson(call.request) : {};
    sendJson(call.response, 200, this.#control.answer(call.method, call.path, body));
  }
}

/** Discovery and schema documents; undefined if there is none. */
function documentAt(path: string, host: string, resources: readonly Resource[]): unknown {
  const bare = path.replace(/\/$/, '');
  return discoveryAt(bare, host, resources) ?? openApiAt(bare, resources);
}

function plain(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function refuse(response: ServerResponse, error: unknown): void {
  const internal = () => new ApiError(500, 'InternalError', `Internal error occurred: ${String(error)}`);
  const status = error instanceof ApiError ? error : internal();
  if (response.headersSent) response.destroy();
  else sendJson(response, status.code, status.toStatus());
}
