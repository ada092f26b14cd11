import { withTransitions } from '../conditions.ts';
import type { Kinds, ReplicaSet } from '../kinds.ts';
import { HASH_LABELS, randomSuffix, templateHash } from '../naming.ts';
import { controlledBy, controls, newMetadata } from '../new-object.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';
import { replicasOf } from './rolling.ts';

type Kind = 'Deployment' | 'Rollout';
type Rolled = Kinds[Kind];

/**
 * Keeps one ReplicaSet per template of a Deployment or Rollout. The old pods end as the new ones get ready; those of a
 * Rollout do so in any of its strategies.
 */
export function deployments(world: World): void {
  rollOut(world, 'Deployment');
  rollOut(world, 'Rollout');
}

function rollOut(world: World, kind: Kind): void {
  for (const owner of world.store.list<Kind>(kind)) {
    if (owner.metadata.deletionTimestamp !== undefined) continue;
    const current = currentReplicaSet(world, kind, owner);
    const all = world.store
      .list('ReplicaSet', owner.metadata.namespace)
      .filter((set) => controls(owner, set));
    const wanted = replicasOf(owner, current, all);
    const after = all.map((set) => scale(world, owner, set, wanted.get(set.metadata.uid) ?? 0));
    writeStatus(world, kind, owner, after, current);
  }
}

function currentReplicaSet(world: World, kind: Kind, owner: Rolled): ReplicaSet {
  const hash = templateHash(owner.spec.template);
  const name = `${owner.metadata.name}-${hash}`;
  const label = { [HASH_LABELS[kind]]: hash };
  const own = world.store
    .list('ReplicaSet', owner.metadata.namespace)
    .find((set) => controls(owner, set) && set.metadata.labels?.[HASH_LABELS[kind]] === hash);
  if (own !== undefined) return own;
  const taken = world.store.get('ReplicaSet', owner.metadata.namespace, name) !== undefined;
  const labels = { ...owner.spec.template.metadata.labels, ...label };
  return world.store.put('ReplicaSet', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: newMetadata(
      {
        name: taken ? `${name}-${randomSuffix(3)}` : name,
        namespace: owner.metadata.namespace,
        labels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: controlledBy(owner),
        generation: 1,
      },
      birth(world),
    ),
    spec: {
      replicas: 0,
      selector: { matchLabels: { ...owner.spec.selector.matchLabels, ...label } },
      template: { ...owner.spec.template, metadata: { ...owner.spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  });
}

function scale(world: World, owner: Rolled, set: ReplicaSet, wanted: number): ReplicaSet {
  if (set.spec.replicas === wanted) return set;
  const direction = wanted > set.spec.replicas ? 'up' : 'down';
  const after = world.store.update('ReplicaSet', set, (draft) => {
    draft.spec.replicas = wanted;
    draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
  });
  if (!world.settling)
    world.events.record(owner, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${set.metadata.name} from ${set.spec.replicas} to ${wanted}`,
      component: 'deployment-controller',
    });
  return after;
}

function writeStatus(world: World, kind: Kind, owner: Rolled, sets: ReplicaSet[], current: ReplicaSet): void {
  const sum = (count: (set: ReplicaSet) => number | undefined) =>
    sets.reduce((n, set) => n + (count(set) ?? 0), 0);
  const ready = sum((set) => set.status.readyReplicas);
  const replicas = sum((set) => set.status.replicas);
  const updated = sets.find((set) => set.metadata.uid === current.metadata.uid)?.status.replicas ?? 0;
  const missing = Math.max(0, owner.spec.replicas - ready);
  world.store.update<Kind>(kind, owner, (draft) => {
    const generation = draft.metadata.generation ?? 1;
    draft.status = {
      observedGeneration: kind === 'Rollout' ? String(generation) : generation,
      replicas,
      ...(updated > 0 ? { updatedReplicas: updated } : {}),
      ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
      ...(missing > 0 ? { unavailableReplicas: missing } : {}),
      conditions: withTransitions(
        draft.status.conditions,
        birth(world),
        conditionsOf(missing, current.metadata.name),
      ),
    };
  });
}

function conditionsOf(missing: number, replicaSet: string) {
  const available =
    missing === 0
      ? {
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        };
  const progressing = missing === 0 ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated';
  const message = `ReplicaSet "${replicaSet}" ${missing === 0 ? 'has successfully progressed' : 'is progressing'}.`;
  return [
    { type: 'Available', ...available },
    { type: 'Progressing', status: 'True', reason: progressing, message },
  ];
}
