import { randomUUID } from 'node:crypto';
import type { KubeObject } from '../world/kinds.ts';
import { keyOf } from '../world/store.ts';
import type { World } from '../world/world.ts';
import type { Target } from './path.ts';
import { isOf, objectsOf, type Resource } from './resources.ts';
import { fieldSelector, labelSelector, type Selects } from './selectors.ts';
import { badRequest, expired } from './status.ts';

/** A list that is being read in pages: its items as they were when the first page was given. */
interface Snapshot {
  readonly items: readonly KubeObject[];
  readonly version: number;
  readonly until: number;
}

/** Lists being read at once, and how long each may take; real clusters keep five minutes of history. */
const SNAPSHOTS = 50;
const SNAPSHOT_MS = 5 * 60 * 1000;

/** One page of a list. */
export interface Page {
  readonly items: readonly KubeObject[];
  readonly metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

/** The objects that the query's selectors choose from a target's kind and namespace. */
export function selectorOf(target: Target, query: URLSearchParams): Selects {
  const byLabel = labelSelector(query.get('labelSelector') ?? '');
  const byField = fieldSelector(query.get('fieldSelector') ?? '', target.resource.kind);
  return (object) =>
    isOf(target.resource, object) &&
    (target.namespace === undefined || object.metadata.namespace === target.namespace) &&
    byLabel(object) &&
    byField(object);
}

/**
 * Lists, with `limit` and `continue`: later pages show the same version as the first, or 410 when it is forgotten.
 */
export class Lister {
  readonly #world: World;
  readonly #snapshots = new Map<string, Snapshot>();

  constructor(world: World) {
    this.#world = world;
  }

  list(target: Target, query: URLSearchParams): Page {
    const limit = Number(query.get('limit') ?? 0);
    if (!Number.isInteger(limit) || limit < 0) throw badRequest(`invalid limit: ${query.get('limit')}`);
    const token = query.get('continue');
    if (token !== null && token !== '') return this.#next(token, limit);
    const items = sorted(this.#world, target.resource).filter(selectorOf(target, query));
    const snapshot = { items, version: this.#world.store.version, until: Date.now() + SNAPSHOT_MS };
    return this.#page(snapshot, randomUUID(), 0, limit);
  }

  /** Forgets all lists being read: their next page is 410. */
  forget(): void {
    this.#snapshots.clear();
  }

  #next(token: string, limit: number): Page {
    const [id = '', start = ''] = Buffer.from(token, 'base64url').toString('utf8').split(':');
    const snapshot = this.#snapshots.get(id);
    if (snapshot === undefined || snapshot.until < Date.now())
      throw expired(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    return this.#page(snapshot, id, Number(start), limit);
  }

  #page(snapshot: Snapshot, id: string, start: number, limit: number): Page {
    const end = limit === 0 ? snapshot.items.length : Math.min(snapshot.items.length, start + limit);
    const left = snapshot.items.length - end;
    const metadata = { resourceVersion: String(snapshot.version) };
    const items = snapshot.items.slice(start, end);
    if (left === 0) return { items, metadata };
    this.#keep(id, snapshot);
    const token = Buffer.from(`${id}:${end}`).toString('base64url');
    return { items, metadata: { ...metadata, continue: token, remainingItemCount: left } };
  }

  #keep(id: string, snapshot: Snapshot): void {
    this.#snapshots.set(id, snapshot);
    const oldest = this.#snapshots.keys().next().value;
    if (this.#snapshots.size > SNAPSHOTS && oldest !== undefined) this.#snapshots.delete(oldest);
  }
}

/** Objects in the API server's order: by namespace, then name. */
function sorted(world: World, resource: Resource): KubeObject[] {
  const key = (object: KubeObject) => keyOf(object.metadata.namespace, object.metadata.name);
  return objectsOf(world, resource).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
