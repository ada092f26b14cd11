import type { Json } from '../world/json.ts';
import type { KubeObject } from '../world/kinds.ts';
import type { World } from '../world/world.ts';
import { actionOf, authorize, type Role } from './auth.ts';
import { type Call, contentType, managerOf } from './call.ts';
import { existing, patch, replace } from './change.ts';
import { create } from './create.ts';
import { remove, removeAll } from './delete.ts';
import { readJson, sendJson } from './http.ts';
import type { Lister } from './list.ts';
import type { Target } from './path.ts';
import { proxy } from './proxy.ts';
import { apiVersionOf } from './resources.ts';
import { scaleOf, setScale } from './scale.ts';
import { ApiError, badRequest, invalid, unknownPath } from './status.ts';
import { tableOf, wantsTable } from './table.ts';
import { isTrue, type Watches } from './watch.ts';

/** The resource paths of the Kubernetes API: reads, watches, writes and subresources. */
export class ResourceApi {
  readonly #world: World;
  readonly #lister: Lister;
  readonly #watches: Watches;

  constructor(world: World, lister: Lister, watches: Watches) {
    this.#world = world;
    this.#lister = lister;
    this.#watches = watches;
  }

  /** Answers a call on a target, if the role may make it. */
  async answer(call: Call, target: Target, role: Role): Promise<void> {
    const watching = call.query.has('watch') && isTrue(call.query.get('watch'));
    authorize(role, actionOf(call.method, target, watching), this.#world.forbidden);
    const { subresource } = target;
    if (subresource === 'proxy') proxy(this.#world, target, call.request, call.response);
    else if (subresource !== undefined && subresource !== 'scale' && subresource !== 'status')
      throw refusedSubresource(target);
    else if (call.method === 'GET' && watching) this.#watch(call, target);
    else if (call.method === 'GET') sendJson(call.response, 200, this.#read(call, target));
    else await this.#write(call, target);
  }

  #read(call: Call, target: Target): unknown {
    const { resource } = target;
    if (target.subresource === 'scale') return scaleOf(this.#world, target);
    const single = target.name === undefined ? undefined : existing(this.#world, target);
    if (single !== undefined && !wantsTable(call.request.headers.accept)) return single;
    const { items, metadata } =
      single === undefined
        ? this.#lister.list(target, call.query)
        : { items: [single], metadata: { resourceVersion: single.metadata.resourceVersion } };
    if (wantsTable(call.request.headers.accept)) return this.#table(call, target, items, metadata);
    return { kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource), metadata, items };
  }

  #table(call: Call, target: Target, items: readonly KubeObject[], metadata: object): unknown {
    const include = call.query.get('includeObject') ?? 'Metadata';
    return tableOf(target.resource.shelf, items, metadata, include, this.#world.now());
  }

  #watch(call: Call, target: Target): void {
    // Newer clients try this first and list when it is refused, as servers without the feature do.
    if (call.query.has('sendInitialEvents'))
      throw invalid('ListOptions', '', 'sendInitialEvents: Forbidden: the WatchList feature is not enabled');
    const table = wantsTable(call.request.headers.accept);
    const render = (object: KubeObject) =>
      table
        ? this.#table(call, target, [object], { resourceVersion: object.metadata.resourceVersion })
        : object;
    const query = new URLSearchParams(call.query);
    if (target.name !== undefined) query.set('fieldSelector', `metadata.name=${target.name}`);
    this.#watches.open({ ...target, name: undefined }, query, call.response, render);
  }

  async #write(call: Call, target: Target): Promise<void> {
    const body = await readJson(call.request);
    if (call.query.has('dryRun')) throw badRequest('the practice mesh does not do dry runs');
    const code = call.method === 'POST' ? 201 : 200;
    const written =
      target.subresource === 'scale' ? this.#scaled(call, target, body) : this.#written(call, target, body);
    sendJson(call.response, code, written);
  }

  #scaled(call: Call, target: Target, body: Json): unknown {
    if (call.method === 'PUT') return setScale(this.#world, target, undefined, body);
    if (call.method === 'PATCH') return setScale(this.#world, target, contentType(call), body);
    throw notAllowed();
  }

  #written(call: Call, target: Target, body: Json): unknown {
    const world = this.#world;
    const named = target.name !== undefined;
    if (call.method === 'POST' && !named) return create(world, target, body, managerOf(call));
    if (call.method === 'PUT' && named) return replace(world, target, body, managerOf(call));
    if (call.method === 'PATCH' && named)
      return patch(world, target, contentType(call), body, managerOf(call));
    if (call.method === 'DELETE' && target.subresource === undefined)
      return named ? remove(world, target, call.query, body) : removeAll(world, target, call.query, body);
    throw notAllowed();
  }
}

function notAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource';
  return new ApiError(405, 'MethodNotAllowed', message);
}

function refusedSubresource(target: Target): ApiError {
  const { plural, subresources } = target.resource;
  if (!subresources.some((known) => known === target.subresource)) return unknownPath();
  const message =
    target.subresource === 'log'
      ? 'the practice mesh keeps no container logs'
      : `the practice mesh does not serve ${plural}/${target.subresource}`;
  return new ApiError(501, 'NotImplemented', message);
}
