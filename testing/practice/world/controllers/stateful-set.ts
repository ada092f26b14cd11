import type { Pod, StatefulSet } from '../kinds.ts';
import { templateHash } from '../naming.ts';
import { isReady } from '../pod-state.ts';
import type { World } from '../world.ts';
import { makePod, podsOf, terminate } from './pods-of.ts';

const REVISION = 'controller-revision-hash';

/** Keeps the pods 0…n-1 of each StatefulSet, and re-makes those of an older template. */
export function statefulSets(world: World): void {
  for (const set of world.store.list('StatefulSet')) {
    if (set.metadata.deletionTimestamp !== undefined) continue;
    const revision = `${set.metadata.name}-${templateHash(set.spec.template)}`;
    const pods = podsOf(world, set);
    for (const pod of pods) {
      const outdated = pod.metadata.labels?.[REVISION] !== revision || ordinalOf(pod) >= set.spec.replicas;
      if (outdated && pod.metadata.deletionTimestamp === undefined) terminate(world, pod);
    }
    fill(world, set, revision);
    writeStatus(world, set, revision);
  }
}

function ordinalOf(pod: Pod): number {
  return Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));
}

function fill(world: World, set: StatefulSet, revision: string): void {
  for (let ordinal = 0; ordinal < set.spec.replicas; ordinal += 1) {
    const name = `${set.metadata.name}-${ordinal}`;
    if (world.store.get('Pod', set.metadata.namespace, name) !== undefined) continue;
    makePod(world, set, set.spec.template, {
      name,
      labels: {
        'apps.kubernetes.io/pod-index': String(ordinal),
        [REVISION]: revision,
        'statefulset.kubernetes.io/pod-name': name,
      },
    });
  }
}

function writeStatus(world: World, set: StatefulSet, revision: string): void {
  const pods = podsOf(world, set);
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[REVISION] === revision).length;
  world.store.update('StatefulSet', set, (draft) => {
    draft.status = {
      observedGeneration: draft.metadata.generation ?? 1,
      replicas: pods.length,
      availableReplicas: ready,
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      currentReplicas: updated,
      updatedReplicas: updated,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
    };
  });
}
