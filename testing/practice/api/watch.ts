import type { ServerResponse } from 'node:http';
import type { KubeObject } from '../world/kinds.ts';
import type { Change } from '../world/store.ts';
import type { World } from '../world/world.ts';
import { selectorOf } from './list.ts';
import type { Target } from './path.ts';
import { apiVersionOf } from './resources.ts';
import type { Selects } from './selectors.ts';
import { ApiError, expired } from './status.ts';

/** Bookmark interval, unless a test sets a shorter one. */
const BOOKMARK_SECONDS = 10;
/** Time of the last bookmark before the end of a watch (apiserver, cacheWatcher: 2 s). */
const BOOKMARK_BEFORE_END_MS = 2_000;
/** Default lifetime of a watch; real servers end them after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_S = 1800;

/** Turns an object into what goes over the wire: itself, or a row of a Table. */
export type Render = (object: KubeObject) => unknown;

/** Every open watch, so that a fault can end or silence them all. */
export class Watches {
  readonly #world: World;
  readonly #open = new Set<Watch>();
  /** Of the watches that are opened from now on. */
  bookmarkSeconds = BOOKMARK_SECONDS;

  constructor(world: World) {
    this.#world = world;
  }

  /** Answers a watch request until its client leaves or its time is up. */
  open(target: Target, query: URLSearchParams, response: ServerResponse, render: Render): void {
    const watch = new Watch(this.#world, target, query, response, render, this.bookmarkSeconds);
    this.#open.add(watch);
    response.on('close', () => {
      watch.end();
      this.#open.delete(watch);
    });
    watch.begin(query.get('resourceVersion') ?? '');
  }

  /** Cuts the connection of every watch. */
  drop(): void {
    for (const watch of this.#open) watch.drop();
  }

  /** Sends 410 to every watch, and ends it. */
  expire(): void {
    for (const watch of this.#open)
      watch.fail(expired('The resourceVersion for the provided watch is too old.'));
  }
}

class Watch {
  readonly #world: World;
  readonly #target: Target;
  readonly #response: ServerResponse;
  readonly #render: Render;
  readonly #selects: Selects;
  readonly #bookmarkMs: number | null;
  readonly #timers: NodeJS.Timeout[] = [];
  #unsubscribe: () => void = () => {};

  constructor(
    world: World,
    target: Target,
    query: URLSearchParams,
    response: ServerResponse,
    render: Render,
    bookmarkSeconds: number,
  ) {
    this.#world = world;
    this.#target = target;
    this.#response = response;
    this.#render = render;
    this.#selects = selectorOf(target, query);
    this.#bookmarkMs = isTrue(query.get('allowWatchBookmarks')) ? bookmarkSeconds * 1000 : null;
    const seconds = Number(query.get('timeoutSeconds') ?? 0) || DEFAULT_TIMEOUT_S;
    this.#timers.push(setTimeout(() => response.end(), seconds * 1000));
    // As the real one does, so that a client of a quiet collection goes on from there.
    const last = seconds * 1000 - BOOKMARK_BEFORE_END_MS;
    if (this.#bookmarkMs !== null && last > 0) this.#timers.push(setTimeout(() => this.#bookmark(), last));
  }

  begin(resourceVersion: string): void {
    this.#response.writeHead(200, {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
    });
    this.#response.flushHeaders();
    if (!this.#replay(resourceVersion)) return;
    const kind = this.#target.resource.shelf;
    this.#unsubscribe = this.#world.store.subscribe((changed, change) => {
      if (changed === kind) this.#tell(change);
    });
    if (this.#bookmarkMs !== null) this.#timers.push(setInterval(() => this.#bookmark(), this.#bookmarkMs));
  }

  end(): void {
    this.#unsubscribe();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  drop(): void {
    this.#response.destroy();
  }

  fail(error: ApiError): void {
    this.#response.end(`${JSON.stringify({ type: 'ERROR', object: error.toStatus() })}\n`);
  }

  /** Sends events that the client has not seen. False if its version is forgotten. */
  #replay(resourceVersion: string): boolean {
    const kind = this.#target.resource.shelf;
    if (resourceVersion === '' || resourceVersion === '0') {
      const all: KubeObject[] = this.#world.store.list(kind);
      for (const object of all) if (this.#selects(object)) this.#send('ADDED', object);
      return true;
    }
    const version = Number(resourceVersion);
    if (!Number.isInteger(version))
      return this.#refuse(new ApiError(400, 'BadRequest', `invalid resource version: ${resourceVersion}`));
    const missed = this.#world.store.since(kind, version);
    if (missed === 'gone' || this.#world.watches === 'gone')
      return this.#refuse(expired(`too old resource version: ${version} (${this.#world.store.version})`));
    for (const change of missed) this.#tell(change);
    return true;
  }

  #refuse(error: ApiError): false {
    this.fail(error);
    return false;
  }

  /** A change as a filtered watch sees it: an object that leaves the selection is deleted for it. */
  #tell(change: Change): void {
    const was = change.previous !== undefined && this.#selects(change.previous);
    const is = change.type !== 'DELETED' && this.#selects(change.object);
    if (is) this.#send(was ? 'MODIFIED' : 'ADDED', change.object);
    else if (was) this.#send('DELETED', change.object);
  }

  #bookmark(): void {
    const { kind } = this.#target.resource;
    const apiVersion = apiVersionOf(this.#target.resource);
    const metadata = { resourceVersion: String(this.#world.store.version), creationTimestamp: null };
    this.#write({ type: 'BOOKMARK', object: { kind, apiVersion, metadata } });
  }

  #send(type: string, object: KubeObject): void {
    this.#write({ type, object: this.#render(object) });
  }

  #write(event: unknown): void {
    if (this.#world.watches !== 'silent' && !this.#response.writableEnded)
      this.#response.write(`${JSON.stringify(event)}\n`);
  }
}

/** Parses a boolean of a query as Kubernetes does. */
export function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true' || value === 'True' || value === '';
}
