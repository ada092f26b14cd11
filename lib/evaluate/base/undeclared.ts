/**
 * Workloads in the mesh's namespaces that are in no roster entry. They are shown, since no single selector finds the
 * mesh.
 */

import { valuesOf } from '../../facts/ledger.ts';
import type { Posture } from '../../posture.ts';
import { isRef, podOrigin, type World } from './input.ts';

type Undeclared = Posture['undeclared'][number];

/** Watched themselves, so that their pods add nothing. An owner of another kind shows by its pods, and at once. */
const READ_KINDS: readonly string[] = ['Deployment', 'StatefulSet', 'Job', 'CronJob'];

export function undeclaredWorkloads(world: World): Undeclared[] {
  const { plan, ledger } = world;
  const refs = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads];
  const workloads = valuesOf(ledger, 'workload')
    .filter((w) => w.owner === null)
    .map(({ kind, namespace, name }) => ({ kind, namespace, name }));
  const behindPods = valuesOf(ledger, 'pod')
    .map(podOrigin)
    .filter((origin) => !READ_KINDS.includes(origin.kind));
  const found = [...workloads, ...behindPods].filter(
    (object) =>
      plan.mesh.namespaces.includes(object.namespace) && !refs.some((ref) => isRef(plan, ref, object)),
  );
  const once = new Map(found.map((object) => [`${object.namespace}/${object.name} ${object.kind}`, object]));
  return [...once]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => ({ ...object, code: 'not-in-plan' as const }));
}
