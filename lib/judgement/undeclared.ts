/** Workloads in the mesh's namespaces that no roster entry knows: shown, since no single selector finds the mesh. */
import { valuesOf } from '../ledger/ledger.ts';
import type { Posture } from '../wire/posture.ts';
import { isRef, type World } from './world.ts';

type Undeclared = Posture['undeclared'][number];

export function undeclaredWorkloads(world: World): Undeclared[] {
  const { plan, ledger } = world;
  const refs = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads];
  const known = (object: { kind: string; namespace: string; name: string }) =>
    refs.some((ref) => isRef(plan, ref, object));
  const workloads = valuesOf(ledger, 'workload')
    .filter((w) => w.kind !== 'ReplicaSet' && w.owner === null && plan.mesh.namespaces.includes(w.namespace))
    .map(({ kind, namespace, name }) => ({ kind: String(kind), namespace, name }));
  const barePods = valuesOf(ledger, 'pod')
    .filter((p) => p.owner === null && plan.mesh.namespaces.includes(p.namespace))
    .map(({ namespace, name }) => ({ kind: 'Pod', namespace, name }));
  return [...workloads, ...barePods]
    .filter((object) => !known(object))
    .map((object) => ({ ...object, why: 'in no entry of the plan' }))
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
}
