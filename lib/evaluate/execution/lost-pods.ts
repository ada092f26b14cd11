/**
 * Executors' pods that left the API without an end: by force, by garbage collection, or with their node. Their
 * containers may run on. Each is remembered while it is there, and kept until something shows that it has ended.
 */

import { entryOf } from '../../facts/ledger.ts';
import { podEnd } from '../../facts/pod-end.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import { executorAvailability } from '../base/availability.ts';
import type { ExecutorMemory, TrackedPod } from '../base/executor-memory.ts';
import type { Pod, World } from '../base/input.ts';
import { nodeState, nodeUid } from '../base/nodes.ts';
import type { Finding } from './finding.ts';
import type { Inventory } from './inventory.ts';
import { podSubject } from './objects.ts';
import { isSettled } from './settled.ts';

/** A kubelet that has been back for so long, beyond the grace period, has ended what the API no longer has. */
const SETTLED_AFTER_MS = 60_000;
const MOST_PODS = 200;

export interface LostPods {
  pods: TrackedPod[];
  dropped: ExecutorMemory['dropped'];
  /** Why each may run on. */
  findings: Finding[];
}

/** Carries the memory on: pods that are there, and those that went and are not settled. */
export function lostPods(world: World, inventory: Inventory, before: ExecutorMemory): LostPods {
  const known = new Map(before.pods.map((pod) => [pod.uid, pod]));
  const there = presentPods(inventory).flatMap((pod) => trackedPod(world, pod, known.get(pod.uid)));
  const uids = new Set(there.map(({ uid }) => uid));
  const gone = before.pods
    .filter(({ uid }) => !uids.has(uid))
    .flatMap((pod) => withoutEnd(world, pod))
    .flatMap((pod) => {
      const why = whyUnsettled(world, pod);
      return why === 'settled' ? [] : [{ pod, why }];
    });
  const over = Math.max(0, gone.length - MOST_PODS);
  const dropped = droppedAfter(world, before.dropped, over, there.length - MOST_PODS);
  const findings = gone.flatMap(({ pod, why }) => (why === null ? [] : [lost(pod, why)]));
  return {
    // Oldest first: a pod that goes comes after those that are gone.
    pods: [...gone.slice(over).map(({ pod }) => pod), ...there.slice(0, MOST_PODS)],
    dropped,
    findings: [...findings, ...droppedFinding(dropped)],
  };
}

function presentPods({ executorPods, unclear }: Inventory): Pod[] {
  return [...executorPods, ...unclear.flatMap((r) => (r.executor && r.pod !== null ? [r.pod] : []))];
}

/** A pod without a node runs nowhere. */
function trackedPod(world: World, pod: Pod, before: TrackedPod | undefined): TrackedPod[] {
  const { namespace, name, uid, node } = pod;
  if (node === null) return [];
  const graceSeconds = Math.max(pod.graceSeconds, before?.graceSeconds ?? 0);
  return [
    {
      namespace,
      name,
      uid,
      node,
      nodeUid: before?.nodeUid ?? nodeUid(world, node),
      graceSeconds,
      goneAt: null,
    },
  ];
}

/** The pod if it may run on: it is gone, or cannot be read, and its last state did not show its end. */
function withoutEnd(world: World, pod: TrackedPod): TrackedPod[] {
  const entry = entryOf(world.ledger, 'pod', `Pod/${pod.namespace}/${pod.name}`);
  const value = entry?.fact.value;
  if (value?.uid === pod.uid) return stillThere(world, pod, value);
  if (pod.goneAt !== null) return endedLater(entry, pod) ? [] : [pod];
  if (entry === undefined) {
    const read = executorAvailability(world, ['Pod']).available;
    return [read ? { ...pod, goneAt: world.now } : pod];
  }
  if (endedLater(entry, pod)) return [];
  const goneAt = entry.fact.goneUid === pod.uid ? entry.fact.observedAt : world.now;
  return [{ ...pod, goneAt }];
}

/**
 * A pod that is no executor's any more, by its labels, is followed on. One that ran and was refused after a restart of
 * its node lost its states, and nothing shows their end.
 */
function stillThere(world: World, pod: TrackedPod, value: Pod): TrackedPod[] {
  if (podEnd(value) !== 'ended') return [{ ...pod, goneAt: null }];
  return value.states.length === 0 ? [{ ...pod, goneAt: pod.goneAt ?? world.now }] : [];
}

type PodEntry = ReturnType<typeof entryOf<'pod'>>;

function endedLater(entry: PodEntry, { uid }: TrackedPod): boolean {
  return entry?.fact.value === null && entry.fact.goneUid === uid && entry.fact.ended === true;
}

/** Why it may run on; null: it is not known to be gone yet. */
function whyUnsettled(world: World, pod: TrackedPod): Message | 'settled' | null {
  if (pod.goneAt === null) return null;
  const { goneAt } = pod;
  if (isSettled(world, pod, goneAt)) return 'settled';
  const node = nodeState(world, pod.node);
  if (node.state === 'out-of-service') return 'settled';
  if (node.state !== 'ready') return say(`node-${node.state}`);
  if (node.uid !== pod.nodeUid) return say('node-replaced');
  const endsAt = Math.max(goneAt, node.since) + pod.graceSeconds * 1000 + SETTLED_AFTER_MS;
  return world.now > endsAt ? 'settled' : say('node-back', { untilAt: endsAt });
}

function droppedAfter(
  world: World,
  before: ExecutorMemory['dropped'],
  goneOver: number,
  thereOver: number,
): ExecutorMemory['dropped'] {
  const at = goneOver > 0 || thereOver > 0 ? world.now : before?.at;
  if (at === undefined) return null;
  const settled = isSettled(world, { namespace: '*', name: '*', uid: '', node: '*' }, at);
  return settled ? null : { count: Math.max((before?.count ?? 0) + goneOver, thereOver), at };
}

function lost({ namespace, name, node, goneAt }: TrackedPod, why: Message): Finding {
  return {
    weight: 'unknown',
    subject: podSubject({ namespace, name }),
    what: say('pod-lost', { goneAt, node, why }),
  };
}

function droppedFinding(dropped: ExecutorMemory['dropped']): Finding[] {
  if (dropped === null) return [];
  const subject = { shown: say('pods-dropped', { count: dropped.count }), path: 'pods' };
  return [{ weight: 'unknown', subject, what: say('pods-dropped-why') }];
}
