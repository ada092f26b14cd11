import { sameJson } from '../json.ts';
import { KIND_NAMES, type KindName, type Kinds, type KubeObject } from '../kinds.ts';
import { keyOf } from '../store.ts';
import type { World } from '../world.ts';
import { namespaces, nodes } from './cluster.ts';
import { cronJobs } from './schedules.ts';
import { configMaps } from './switches.ts';
import { deployments, services, statefulSets } from './workloads.ts';

/** Kinds that controllers make; the rest is declared by the baseline. */
const MADE: readonly KindName[] = ['Pod', 'ReplicaSet', 'Job', 'Event'];

/**
 * Takes the world back to the beginning of a calm day. Declared objects that a drill or a person changed are put
 * back and strangers removed; pods that are well stay, so that switching drills disturbs only what differs.
 */
export function resetToCalm(world: World): void {
  world.fates.clear();
  world.faults.clear();
  world.missingImages.clear();
  world.pinned.clear();
  world.watches = 'normal';
  for (const agent of world.agents.all) agent.reset();
  const declared = baseline(world.now());
  removeStrangers(world, declared);
  for (const [kind, objects] of Object.entries(declared.byKind)) restoreAll(world, kindOf(kind), objects);
  for (const kind of MADE)
    for (const object of world.store.list(kind)) if (!isWell(object)) world.store.remove(kind, object);
}

interface Baseline {
  readonly byKind: { readonly [K in KindName]?: Kinds[K][] };
}

function baseline(now: number): Baseline {
  return {
    byKind: {
      Namespace: namespaces(now),
      Node: nodes(now),
      ConfigMap: configMaps(now),
      Deployment: deployments(now),
      StatefulSet: statefulSets(now),
      Service: services(now),
      CronJob: cronJobs(now),
    },
  };
}

function kindOf(name: string): KindName {
  const kind = KIND_NAMES.find((candidate) => candidate === name);
  if (kind === undefined) throw new Error(`not a kind: ${name}`);
  return kind;
}

function removeStrangers(world: World, declared: Baseline): void {
  for (const kind of KIND_NAMES) {
    if (MADE.includes(kind)) continue;
    const keep = new Set(
      (declared.byKind[kind] ?? []).map((o) => keyOf(o.metadata.namespace, o.metadata.name)),
    );
    for (const object of world.store.list(kind))
      if (!keep.has(keyOf(object.metadata.namespace, object.metadata.name))) world.store.remove(kind, object);
  }
}

function restoreAll(world: World, kind: KindName, objects: readonly KubeObject[]): void {
  for (const object of objects) restore(world, kind, object);
}

/** Puts one object back as declared; one that still is as declared keeps its version and its history. */
function restore(world: World, kind: KindName, wanted: KubeObject): void {
  const current = world.store.get(kind, wanted.metadata.namespace, wanted.metadata.name);
  if (current === undefined) {
    world.store.put(kind, wanted);
    return;
  }
  if (sameJson(essence(current), essence(wanted))) return;
  const generation = current.metadata.generation;
  world.store.put(kind, {
    ...wanted,
    metadata: {
      ...wanted.metadata,
      uid: current.metadata.uid,
      creationTimestamp: current.metadata.creationTimestamp,
      ...(generation === undefined ? {} : { generation: generation + 1 }),
    },
  });
}

/** What makes an object the one that was declared: everything but bookkeeping and what controllers write. */
function essence(object: KubeObject): unknown {
  const { labels, annotations } = object.metadata;
  const { metadata: _metadata, status: _status, ...rest } = { status: undefined, ...object };
  const conditions = object.kind === 'Node' ? 'status' in object && object.status : undefined;
  return { rest, labels, annotations, conditions: conditionStates(conditions) };
}

function conditionStates(status: unknown): unknown {
  if (typeof status !== 'object' || status === null || !('conditions' in status)) return undefined;
  const allocatable = 'allocatable' in status ? status.allocatable : undefined;
  const list = Array.isArray(status.conditions) ? status.conditions : [];
  return [allocatable, list.map((c: { type?: unknown; status?: unknown }) => [c.type, c.status])];
}

function isWell(object: KubeObject): boolean {
  if (object.kind !== 'Pod') return object.kind === 'ReplicaSet';
  const status = 'status' in object ? object.status : undefined;
  if (typeof status !== 'object' || status === null || !('containerStatuses' in status)) return false;
  const containers = Array.isArray(status.containerStatuses) ? status.containerStatuses : [];
  const steady = containers.every(
    (c: { ready?: unknown; restartCount?: unknown }) => c.ready === true && c.restartCount === 0,
  );
  return containers.length > 0 && steady && object.metadata.deletionTimestamp === undefined;
}
