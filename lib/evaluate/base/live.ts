/** Which pods run, or may, and which have ended for good. */

import { valuesOf } from '../../facts/ledger.ts';
import { podEnd } from '../../facts/pod-end.ts';
import type { Pod, World } from './input.ts';
import { nodeState } from './nodes.ts';

/** Pods that run or will, by their containers too: the finished ones of Jobs are history. */
export function livePods(world: World): Pod[] {
  return valuesOf(world.ledger, 'pod').filter((pod) => isLive(world, pod));
}

/** True if a pod runs or may be about to. One whose end is unclear is neither live nor finished. */
export function isLive(world: World, pod: Pod): boolean {
  return pod.terminating ? !isHeld(world, pod) : podEnd(pod) === 'runs';
}

/** True if a pod has ended for good, as those of Jobs do, and its containers show it. */
export function hasFinished(world: World, pod: Pod): boolean {
  return podEnd(pod) === 'ended' || isHeld(world, pod);
}

/** A kubelet that wrote nothing else for so long, beyond the grace period, has ended what it says has ended. */
const SETTLED_AFTER_MS = 60_000;
const FINAL_PHASES = ['Succeeded', 'Failed'];

/**
 * True if a pod is deleted, and only its object is left, as a finalizer keeps it: each of its containers has ended, by
 * the kubelet of a node that is Ready. No container of a pod that is deleted starts again. Older kubelets leave its
 * phase as it was: then its time must be up as well.
 */
function isHeld(world: World, pod: Pod): boolean {
  if (!pod.terminating) return false;
  if (pod.node === null) return podEnd(pod) === 'ended';
  const node = nodeState(world, pod.node);
  if (node.state !== 'ready') return false;
  if (FINAL_PHASES.includes(pod.phase)) return podEnd(pod) === 'ended';
  if (pod.states.length === 0 || pod.endsBy === undefined) return false;
  const settledAt = Math.max(pod.endsBy, node.since) + SETTLED_AFTER_MS;
  return world.now > settledAt && podEnd({ ...pod, phase: 'Failed' }) === 'ended';
}
