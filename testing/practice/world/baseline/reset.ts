import { OUT_OF_SERVICE } from '../controllers/node-lifecycle.ts';
import { letGo } from '../controllers/pods-of.ts';
import { sameJson } from '../json.ts';
import { type Job, KIND_NAMES, type KindName, type Kinds, type KubeObject, parseObject } from '../kinds.ts';
import { isRunning } from '../pod-state.ts';
import { keyOf } from '../store.ts';
import type { World } from '../world.ts';
import { calmCloudRun } from './cloud-run.ts';
import { namespaces, nodes } from './cluster.ts';
import { cronJobs } from './schedules.ts';
import { configMaps, secrets } from './switches.ts';
import { deployments, services, statefulSets } from './workloads.ts';

/** How long a node stays out of service when a drill ends: it must be seen. */
const SETTLES_MS = 2_000;

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
  world.pushedAgain.clear();
  world.forbidden.clear();
  world.podsCutOff = false;
  world.pinned.clear();
  calmCloudRun(world.cloudRun);
  const orphaned = [...world.orphans.values()].map(({ spec }) => spec.nodeName);
  const lost = world.store.list('Node').filter(({ metadata }) => orphaned.includes(metadata.name));
  world.silentNodes.clear();
  world.orphans.clear();
  world.refused.clear();
  world.manifests = [];
  world.plans = [];
  world.watches = 'normal';
  for (const agent of world.agents.all) agent.reset();
  const declared = baseline(world.now());
  removeStrangers(world, declared, lost);
  for (const [kind, objects] of Object.entries(declared.byKind)) restoreAll(world, kindOf(kind), objects);
  for (const kind of MADE)
    for (const object of world.store.list(kind)) if (!isWell(world, object)) take(world, kind, object);
  for (const node of lost) settle(world, node, declared);
}

/** A pod reports its end before it goes: else an executor's may run on. */
function take(world: World, kind: KindName, object: KubeObject): void {
  if (object.kind === 'Pod') letGo(world, parseObject('Pod', object));
  else world.store.remove(kind, object);
}

/** A node on which processes without a pod may run is declared out of service, as a person does, and then put back. */
function settle(world: World, node: Kinds['Node'], { byKind }: Baseline): void {
  const declared = byKind.Node?.find(({ metadata }) => metadata.name === node.metadata.name);
  const taints = [{ key: OUT_OF_SERVICE, effect: 'NoExecute' }];
  world.store.put('Node', { ...node, spec: { ...node.spec, taints } });
  world.later(SETTLES_MS, () => {
    if (declared === undefined) world.store.remove('Node', node);
    else restore(world, 'Node', declared);
  });
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
      Secret: secrets(now),
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

/** `spared`: nodes that go later. */
function removeStrangers(world: World, declared: Baseline, spared: readonly KubeObject[]): void {
  for (const kind of KIND_NAMES) {
    if (MADE.includes(kind)) continue;
    const keep = new Set(
      [...(declared.byKind[kind] ?? []), ...spared].map((o) => keyOf(o.metadata.namespace, o.metadata.name)),
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
  // Nobody changes an immutable one: it goes, and the declared one is there with its own age.
  if ('immutable' in current && current.immutable === true) {
    world.store.remove(kind, current);
    world.store.put(kind, wanted);
    return;
  }
  const generation = current.metadata.generation;
  // Controllers' reports stay until they report again, so that a watch never sees a gap.
  const reported = kind !== 'Node' && 'status' in current ? { status: current.status } : {};
  const metadata = {
    ...wanted.metadata,
    uid: current.metadata.uid,
    creationTimestamp: current.metadata.creationTimestamp,
    ...(generation === undefined ? {} : { generation: generation + 1 }),
  };
  const restored: KubeObject = parseObject(kind, { ...wanted, ...reported, metadata });
  world.store.put(kind, restored);
}

/** Declared part of an object: everything except metadata and fields of controllers. */
function essence(object: KubeObject): unknown {
  const { labels, annotations } = object.metadata;
  const { metadata: _metadata, status: _status, ...rest } = { status: undefined, ...object };
  return {
    rest,
    labels,
    annotations,
    // A value that came back by other hands is not the one that has always been there.
    managers: object.kind === 'ConfigMap' ? object.metadata.managedFields?.map((entry) => entry.manager) : [],
    node: object.kind === 'Node' ? nodeState(parseObject('Node', object)) : {},
  };
}

/** A node's status is declared, not made by a controller: its room and its conditions count. */
function nodeState(node: Kinds['Node']): unknown {
  const conditions = node.status.conditions.map(({ type, status }) => [type, status]);
  return { conditions, allocatable: node.status.allocatable };
}

/**
 * What a calm day may keep: pods that a controller made, that run and never restarted, whatever they answer (their
 * agents are back in order already), and the finished runs of a schedule.
 */
function isWell(world: World, object: KubeObject): boolean {
  if (object.kind === 'Job') return isPastRun(parseObject('Job', object));
  if (object.kind !== 'Pod') return object.kind === 'ReplicaSet';
  const pod = parseObject('Pod', object);
  const steady = pod.status.containerStatuses.every(
    (status) => status.state?.running !== undefined && status.restartCount === 0,
  );
  const owned = pod.metadata.ownerReferences?.some((owner) => owner.controller) ?? false;
  const placed = world.store.get('Node', undefined, pod.spec.nodeName ?? '') !== undefined;
  return owned && placed && isRunning(pod) && steady && pod.metadata.deletionTimestamp === undefined;
}

function isPastRun(job: Job): boolean {
  const scheduled = job.metadata.ownerReferences?.some((owner) => owner.kind === 'CronJob') ?? false;
  return scheduled && job.status.completionTime !== undefined;
}
