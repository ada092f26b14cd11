/**
 * Workloads in the mesh's namespaces that are in no roster entry. They are shown, since no single selector finds the
 * mesh.
 */

import { valuesOf } from '../../facts/ledger.ts';
import type { Posture } from '../../posture.ts';
import { CONTROLLER_KINDS } from '../../vocabulary.ts';
import { isRef, type Pod, podOrigin, type World } from './input.ts';

type Undeclared = Posture['undeclared'][number];

/** The kinds that are read, with their groups: an operator's own kind may bear the same name. */
const READ_KINDS: readonly string[] = [...CONTROLLER_KINDS, 'ReplicaSet'];
const GROUPS: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  StatefulSet: 'apps',
  ReplicaSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
};

/** True if an owner is read itself, and stands for what it owns. An operator's resource stands for nothing. */
function isRead({ kind, group }: { kind: string; group: string }): boolean {
  return READ_KINDS.includes(kind) && (GROUPS[kind] ?? group) === group;
}

/** True if a workload stands for the pod; a ReplicaSet of no Deployment is told by its pods. */
function isRepresented({ owner, workload }: Pod): boolean {
  return owner !== null && isRead(owner) && workload?.kind !== 'ReplicaSet';
}

export function undeclaredWorkloads(world: World): Undeclared[] {
  const { plan, ledger } = world;
  const refs = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads];
  const workloads = valuesOf(ledger, 'workload')
    .filter((w) => w.kind !== 'ReplicaSet' && (w.owner === null || !isRead(w.owner)))
    .map(({ kind, namespace, name }) => ({ kind: String(kind), namespace, name }));
  const behindPods = valuesOf(ledger, 'pod')
    .filter((pod) => !isRepresented(pod))
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
