/** The objects that a report is about: those of the mesh's namespaces, and executors wherever they are. */

import type { Pod, Workload, World } from '#lib/evaluate/base/input.ts';
import { inventoryOf } from '#lib/evaluate/execution/inventory.ts';
import type { ConfigValue } from '#lib/facts/fact.ts';
import { valuesOf } from '#lib/facts/ledger.ts';
import { sortedBy } from './sorted.ts';

export function meshWorkloads(world: World): Workload[] {
  const { executors } = inventoryOf(world);
  const own = valuesOf(world.ledger, 'workload').filter((w) => isWithin(world, w) || executors.includes(w));
  return sortedBy(own, (w) => `${w.namespace}/${w.kind}/${w.name}`);
}

export function meshPods(world: World): Pod[] {
  const { executorPods } = inventoryOf(world);
  const own = valuesOf(world.ledger, 'pod').filter((p) => isWithin(world, p) || executorPods.includes(p));
  return sortedBy(own, (pod) => `${pod.namespace}/${pod.name}`);
}

/** What stands under a key of a ConfigMap; null if nothing does. The bytes of `binaryData` are there and not read. */
export function shownKey(config: ConfigValue | null | undefined, key: string): string | null {
  return config?.data[key] ?? (config?.binaryKeys.includes(key) ? '(in binaryData)' : null);
}

function isWithin({ plan }: World, { namespace }: { namespace: string }): boolean {
  return plan.mesh.namespaces.includes(namespace);
}
