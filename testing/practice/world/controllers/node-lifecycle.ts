import { healthyConditions } from '../baseline/cluster.ts';
import { withTransitions } from '../conditions.ts';
import type { Kinds, Pod } from '../kinds.ts';
import type { World } from '../world.ts';
import { drop, terminate } from './pods-of.ts';

type Node = Kinds['Node'];

/** How long a node is silent until it counts as lost (50 s on real clusters), and its pods until they are evicted (300 s). */
const LOST_AFTER_MS = 3_000;
const EVICT_AFTER_MS = 3_000;

const UNREACHABLE = 'node.kubernetes.io/unreachable';
export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';
const UNKNOWN = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
};

/** Marks nodes that went silent and evicts their pods, takes them back, and clears up after nodes that are gone. */
export function nodeLifecycle(world: World): void {
  for (const node of world.store.list('Node')) {
    const since = world.silentNodes.get(node.metadata.name);
    if (since === undefined) takeBack(world, node);
    else if (world.now() - since >= LOST_AFTER_MS) lose(world, node, world.now() - since - LOST_AFTER_MS);
  }
  for (const pod of world.store.list('Pod')) clearUp(world, pod);
  for (const [uid, pod] of world.orphans)
    if (!world.silentNodes.has(pod.spec.nodeName ?? '')) world.orphans.delete(uid);
}

function lose(world: World, node: Node, lostMs: number): void {
  if (!isTainted(node, UNREACHABLE)) mark(world, node);
  for (const pod of podsOn(world, node)) {
    world.store.update('Pod', pod, (draft) => {
      const unready = draft.status.conditions.map((c) =>
        c.type === 'Ready' ? { ...c, status: 'False' } : c,
      );
      draft.status.conditions = withTransitions(draft.status.conditions, world.clock.stamp(), unready);
    });
    if (lostMs >= EVICT_AFTER_MS && !toleratesAll(pod)) terminate(world, pod);
  }
}

/** Pods of DaemonSets and static pods stay where they are. */
function toleratesAll(pod: Pod): boolean {
  return pod.metadata.ownerReferences?.some(({ kind }) => kind === 'DaemonSet' || kind === 'Node') ?? false;
}

function mark(world: World, node: Node): void {
  const timeAdded = world.clock.stamp();
  world.store.update('Node', node, (draft) => {
    const unknown = draft.status.conditions.map(({ type }) => ({ type, ...UNKNOWN }));
    draft.status.conditions = withTransitions(draft.status.conditions, timeAdded, unknown);
    const effects = ['NoSchedule', 'NoExecute'].map((effect) => ({ key: UNREACHABLE, effect, timeAdded }));
    draft.spec.taints = [...(draft.spec.taints ?? []), ...effects];
  });
  world.events.record(node, {
    type: 'Normal',
    reason: 'NodeNotReady',
    message: `Node ${node.metadata.name} status is now: NodeNotReady`,
    component: 'node-controller',
  });
}

function takeBack(world: World, node: Node): void {
  if (!isTainted(node, UNREACHABLE)) return;
  world.store.update('Node', node, (draft) => {
    const now = world.clock.stamp();
    draft.status.conditions = withTransitions(draft.status.conditions, now, healthyConditions(now));
    const left = draft.spec.taints?.filter(({ key }) => key !== UNREACHABLE) ?? [];
    if (left.length > 0) draft.spec.taints = left;
    else delete draft.spec.taints;
  });
}

/** A pod goes with its node's object, and one that is ending with a node that somebody declared out of service. */
function clearUp(world: World, pod: Pod): void {
  const { nodeName } = pod.spec;
  if (nodeName === undefined) return;
  const node = world.store.get('Node', undefined, nodeName);
  if (node === undefined) drop(world, pod);
  else if (
    pod.metadata.deletionTimestamp !== undefined &&
    isTainted(node, OUT_OF_SERVICE) &&
    isTainted(node, UNREACHABLE)
  )
    world.store.remove('Pod', pod);
}

function isTainted(node: Node, key: string): boolean {
  return node.spec.taints?.some((taint) => taint.key === key) ?? false;
}

function podsOn(world: World, node: Node): Pod[] {
  return world.store.list('Pod').filter((pod) => pod.spec.nodeName === node.metadata.name);
}
