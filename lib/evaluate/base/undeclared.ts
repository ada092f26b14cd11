/**
 * Workloads in the mesh's namespaces that are in no roster entry. They are shown, since no single selector finds the
 * mesh.
 */

import { kindName } from '../../facts/kind-name.ts';
import { valuesOf } from '../../facts/ledger.ts';
import type { Posture } from '../../posture.ts';
import { isRef, type Pod, podOrigin, type Workload, type World } from './input.ts';
import { knownWorkload } from './owners.ts';

type Undeclared = Posture['undeclared'][number];

/** Watched themselves, so that their pods add nothing. What another kind owns shows at once, by itself. */
const WATCHED_KINDS: readonly string[] = ['Deployment', 'StatefulSet', 'ReplicaSet', 'Job', 'CronJob'];

/** True if an owner stands for the object, since it is read itself. An operator's own resource stands for nothing. */
function isRepresented(world: World, { owner, namespace }: Pod | Workload): boolean {
  if (owner === null) return false;
  const kind = kindName(owner.group, owner.kind);
  return WATCHED_KINDS.includes(kind) || knownWorkload(world, { kind, namespace, name: owner.name }) !== null;
}

export function undeclaredWorkloads(world: World): Undeclared[] {
  const { plan, ledger } = world;
  const refs = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads];
  const workloads = valuesOf(ledger, 'workload')
    .filter((w) => !isRepresented(world, w))
    .map(({ kind, namespace, name }) => ({ kind, namespace, name }));
  const behindPods = valuesOf(ledger, 'pod')
    .filter((pod) => !isRepresented(world, pod))
    .map(podOrigin);
  const found = [...workloads, ...behindPods].filter(
    (object) =>
      plan.mesh.namespaces.includes(object.namespace) && !refs.some((ref) => isRef(plan, ref, object)),
  );
  const once = new Map(found.map((object) => [`${object.namespace}/${object.name} ${object.kind}`, object]));
  return [...once]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => ({ ...object, code: 'not-in-plan' as const }));
}
