import type { Kinds, Pod } from '../kinds.ts';
import { quantity } from '../quantity.ts';
import type { World } from '../world.ts';

export type Placement = { readonly node: string } | { readonly message: string };

/** The node for a pod, or why there is none, in the scheduler's words. */
export function place(world: World, pod: Pod): Placement {
  const nodes = world.store.list('Node');
  const obstacles = nodes.map((node) => obstacle(world, node, pod));
  const free = nodes.filter((_node, index) => obstacles[index] === undefined);
  const chosen = free[hash(pod.metadata.name) % Math.max(1, free.length)];
  if (chosen !== undefined) return { node: chosen.metadata.name };
  const counted = new Map<string, number>();
  for (const reason of obstacles)
    if (reason !== undefined) counted.set(reason, (counted.get(reason) ?? 0) + 1);
  const reasons = [...counted].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return {
    message: `0/${nodes.length} nodes are available: ${reasons}. preemption: 0/${nodes.length} nodes are available: ${nodes.length} No preemption victims found for incoming pod.`,
  };
}

function obstacle(world: World, node: Kinds['Node'], pod: Pod): string | undefined {
  if (node.spec.unschedulable === true) return 'node(s) were unschedulable';
  const taint = node.spec.taints?.find((candidate) => candidate.effect !== 'PreferNoSchedule');
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: }`;
  const used = world.store
    .list('Pod')
    .filter(
      (other) =>
        other.spec.nodeName === node.metadata.name && !['Succeeded', 'Failed'].includes(other.status.phase),
    )
    .reduce((sum, other) => sum + memoryOf(other), 0);
  return used + memoryOf(pod) > quantity(node.status.allocatable?.memory) ? 'Insufficient memory' : undefined;
}

function memoryOf(pod: Pod): number {
  return pod.spec.containers.reduce((sum, c) => sum + quantity(c.resources?.requests?.memory), 0);
}

function hash(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7);
}
