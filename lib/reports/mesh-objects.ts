/** The objects that a report is about: those of the mesh's namespaces, and executors wherever they are. */
import { surveyOf } from '../judgement/survey.ts';
import type { Pod, Workload, World } from '../judgement/world.ts';
import { valuesOf } from '../ledger/ledger.ts';
import { sortedBy } from './timeless.ts';

export function meshWorkloads(world: World): Workload[] {
  const { executors } = surveyOf(world);
  const own = valuesOf(world.ledger, 'workload').filter((w) => isWithin(world, w) || executors.includes(w));
  return sortedBy(own, (w) => `${w.namespace}/${w.kind}/${w.name}`);
}

export function meshPods(world: World): Pod[] {
  const { executorPods } = surveyOf(world);
  const own = valuesOf(world.ledger, 'pod').filter((p) => isWithin(world, p) || executorPods.includes(p));
  return sortedBy(own, (pod) => `${pod.namespace}/${pod.name}`);
}

function isWithin({ plan }: World, { namespace }: { namespace: string }): boolean {
  return plan.mesh.namespaces.includes(namespace);
}
