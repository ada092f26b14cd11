import type { Kinds, Pod } from '../kinds.ts';
import { randomSuffix } from '../naming.ts';
import { isReady } from '../pod-state.ts';
import type { World } from '../world.ts';
import { living, makePod, podsOf, terminate } from './pods-of.ts';

type Kind = 'ReplicaSet' | 'ReplicationController';

/** Makes and ends pods until each ReplicaSet and ReplicationController has its replicas. */
export function replicaSets(world: World): void {
  keep(world, 'ReplicaSet');
  keep(world, 'ReplicationController');
}

function keep(world: World, kind: Kind): void {
  for (const set of world.store.list<Kind>(kind)) {
    if (set.metadata.deletionTimestamp !== undefined) continue;
    const pods = living(podsOf(world, set));
    for (let n = pods.length; n < set.spec.replicas; n += 1)
      makePod(world, set, set.spec.template, { name: `${set.metadata.name}-${randomSuffix()}` });
    for (const pod of surplus(pods, set.spec.replicas)) terminate(world, pod);
    writeStatus(world, kind, set);
  }
}

const REPLICA_FAILURE = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' };

/** The pods to end when there are too many: those that are not ready first, then the youngest. */
function surplus(pods: Pod[], wanted: number): Pod[] {
  const worstFirst = [...pods].sort(
    (a, b) =>
      Number(isReady(a)) - Number(isReady(b)) ||
      b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
  );
  return worstFirst.slice(0, Math.max(0, pods.length - wanted));
}

function writeStatus(world: World, kind: Kind, set: Kinds[Kind]): void {
  const pods = living(podsOf(world, set));
  const ready = pods.filter(isReady).length;
  world.store.update<Kind>(kind, set, (draft) => {
    draft.status = {
      observedGeneration: draft.metadata.generation ?? 1,
      replicas: pods.length,
      ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
      ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
      ...(world.refused.has(set.metadata.uid) ? { conditions: [REPLICA_FAILURE] } : {}),
    };
  });
}
