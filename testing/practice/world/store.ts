import { KIND_NAMES, KIND_SCHEMAS, type KindName, type Kinds, type KubeObject } from './kinds.ts';

/** One change of one object, as a watch event. `previous` lets a filtered watch see an object leave its filter. */
export interface Change<K extends KindName = KindName> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly object: Kinds[K];
  readonly previous: Kinds[K] | undefined;
}

type Shelves = { [K in KindName]: Shelf<K> };
type Listener = (kind: KindName, change: Change) => void;

/** Where a namespaced or cluster-wide object stands within its kind. */
export function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** The same within a shelf: custom resources of all kinds stand on one. */
function shelfKey({ apiVersion, kind, metadata }: KubeObject): string {
  const key = keyOf(metadata.namespace, metadata.name);
  return kind in KIND_SCHEMAS ? key : `${apiVersion} ${kind} ${key}`;
}

/** The objects of one kind, and the changes that a watch may still ask for. */
class Shelf<K extends KindName> {
  readonly objects = new Map<string, Kinds[K]>();
  history: Change<K>[] = [];
  /** The newest version that is no longer in the history: a watch from before it gets 410 Gone. */
  floor: number;

  constructor(floor: number) {
    this.floor = floor;
  }

  record(change: Change<K>, keep: number): void {
    this.history.push(change);
    while (this.history.length > keep) this.floor = this.history.shift()?.version ?? this.floor;
  }
}

/**
 * All objects of the practice cluster. Objects are never changed in place: each write makes a new one with a higher
 * resourceVersion, so that lists, watches and snapshots can share them.
 */
export class Store {
  #version: number;
  readonly #shelves: Shelves;
  readonly #listeners = new Set<Listener>();
  readonly #historyLength: number;

  /** `firstVersion`: where resourceVersions start; `historyLength`: changes kept per kind for watches. */
  constructor(firstVersion: number, historyLength = 1000) {
    this.#version = firstVersion;
    this.#historyLength = historyLength;
    this.#shelves = {
      Rollout: new Shelf(firstVersion),
      ScaledJob: new Shelf(firstVersion),
      CustomResourceDefinition: new Shelf(firstVersion),
      CustomResource: new Shelf(firstVersion),
      Namespace: new Shelf(firstVersion),
      Node: new Shelf(firstVersion),
      Pod: new Shelf(firstVersion),
      ConfigMap: new Shelf(firstVersion),
      Secret: new Shelf(firstVersion),
      Event: new Shelf(firstVersion),
      Service: new Shelf(firstVersion),
      Deployment: new Shelf(firstVersion),
      ReplicaSet: new Shelf(firstVersion),
      StatefulSet: new Shelf(firstVersion),
      DaemonSet: new Shelf(firstVersion),
      ReplicationController: new Shelf(firstVersion),
      ResourceQuota: new Shelf(firstVersion),
      Job: new Shelf(firstVersion),
      CronJob: new Shelf(firstVersion),
      HorizontalPodAutoscaler: new Shelf(firstVersion),
    };
  }

  get version(): number {
    return this.#version;
  }

  list<K extends KindName>(kind: K, namespace?: string): Kinds[K][] {
    const all = [...this.#shelf(kind).objects.values()];
    return namespace === undefined ? all : all.filter((o) => o.metadata.namespace === namespace);
  }

  get<K extends KindName>(kind: K, namespace: string | undefined, name: string): Kinds[K] | undefined {
    return this.#shelf(kind).objects.get(keyOf(namespace, name));
  }

  /** Stores a new object or a new version of one, and returns it with its resourceVersion. */
  put<K extends KindName>(kind: K, object: Kinds[K]): Kinds[K] {
    const shelf = this.#shelf(kind);
    const key = shelfKey(object);
    const previous = shelf.objects.get(key);
    const stored = this.#stamped(object);
    shelf.objects.set(key, stored);
    this.#tell(kind, {
      type: previous === undefined ? 'ADDED' : 'MODIFIED',
      version: this.#version,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Changes a copy of an object and stores it; a copy that `change` left as it was is not stored. */
  update<K extends KindName>(kind: K, object: Kinds[K], change: (draft: Kinds[K]) => void): Kinds[K] {
    const current = this.#shelf(kind).objects.get(shelfKey(object));
    if (current === undefined || current.metadata.uid !== object.metadata.uid) return object;
    const draft = structuredClone(current);
    change(draft);
    return JSON.stringify(draft) === JSON.stringify(current) ? current : this.put(kind, draft);
  }

  remove<K extends KindName>(kind: K, object: Kinds[K]): void {
    const shelf = this.#shelf(kind);
    const key = shelfKey(object);
    const previous = shelf.objects.get(key);
    if (previous === undefined || previous.metadata.uid !== object.metadata.uid) return;
    shelf.objects.delete(key);
    this.#tell(kind, {
      type: 'DELETED',
      version: this.#version + 1,
      object: this.#stamped(previous),
      previous,
    });
  }

  /** The changes of a kind after a version, or `gone` when some of them are forgotten. */
  since<K extends KindName>(kind: K, version: number): Change<K>[] | 'gone' {
    const shelf = this.#shelf(kind);
    return version < shelf.floor ? 'gone' : shelf.history.filter((change) => change.version > version);
  }

  /** Forgets the history of every kind, as etcd's compaction does: older watches get 410 Gone. */
  compact(): void {
    for (const kind of KIND_NAMES) {
      const shelf = this.#shelf(kind);
      shelf.history = [];
      shelf.floor = this.#version;
    }
  }

  /** Calls back after each change until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #shelf<K extends KindName>(kind: K): Shelves[K] {
    return this.#shelves[kind];
  }

  #stamped<O extends KubeObject>(object: O): O {
    this.#version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } };
  }

  #tell<K extends KindName>(kind: K, change: Change<K>): void {
    this.#shelf(kind).record(change, this.#historyLength);
    for (const listener of this.#listeners) listener(kind, change);
  }
}
