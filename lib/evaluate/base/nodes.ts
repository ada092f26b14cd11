/** What is known of a node now. While its kubelet is silent its pods are as last reported. */

import { entryOf, knownValue } from '../../facts/ledger.ts';
import { watchAvailability } from './availability.ts';
import { sinceOf, type World } from './input.ts';

const UNREACHABLE = 'node.kubernetes.io/unreachable';
/** A person confirmed with it that the machine is shut down. */
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

/** `gone`: no such Node object. `unseen`: nodes cannot be read now. */
export type NodeState =
  | { state: 'ready'; uid: string; since: number }
  | { state: 'out-of-service' | 'silent' | 'gone' | 'unseen' };

export function nodeState(world: World, name: string): NodeState {
  if (!watchAvailability(world, 'Node').available) return { state: 'unseen' };
  const node = knownValue(world.ledger, 'node', subjectOf(name));
  if (!node) return { state: 'gone' };
  if (node.taints.includes(OUT_OF_SERVICE)) return { state: 'out-of-service' };
  if (isSilent(world, name)) return { state: 'silent' };
  const since = node.readySince ?? sinceOf(world, 'node', subjectOf(name)) ?? world.now;
  return { state: 'ready', uid: node.uid, since };
}

/** True if the node’s last known state is not Ready. */
export function isSilent(world: World, name: string): boolean {
  const node = knownValue(world.ledger, 'node', subjectOf(name));
  return node !== null && node !== undefined && (node.ready !== true || node.taints.includes(UNREACHABLE));
}

export function nodeUid(world: World, name: string): string | null {
  return entryOf(world.ledger, 'node', subjectOf(name))?.fact.value?.uid ?? null;
}

function subjectOf(name: string): string {
  return `Node/${name}`;
}
