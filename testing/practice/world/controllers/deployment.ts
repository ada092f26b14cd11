import { withTransitions } from '../conditions.ts';
import type { Deployment, ReplicaSet } from '../kinds.ts';
import { randomSuffix, templateHash } from '../naming.ts';
import { controlledBy, controls, newMetadata } from '../new-object.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';

/** Keeps one ReplicaSet per template of a Deployment, the current one at its replicas and the others at 0. */
export function deployments(world: World): void {
  for (const deployment of world.store.list('Deployment')) {
    if (deployment.metadata.deletionTimestamp !== undefined) continue;
    const current = currentReplicaSet(world, deployment);
    const all = world.store
      .list('ReplicaSet', deployment.metadata.namespace)
      .filter((set) => controls(deployment, set));
    for (const set of all) scale(world, deployment, set, set.metadata.uid === current.metadata.uid);
    writeStatus(world, deployment, all, current);
  }
}

function currentReplicaSet(world: World, deployment: Deployment): ReplicaSet {
  const hash = templateHash(deployment.spec.template);
  const name = `${deployment.metadata.name}-${hash}`;
  const known = world.store.get('ReplicaSet', deployment.metadata.namespace, name);
  if (known !== undefined && controls(deployment, known)) return known;
  const labels = { ...deployment.spec.template.metadata.labels, 'pod-template-hash': hash };
  return world.store.put('ReplicaSet', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: newMetadata(
      {
        name: known === undefined ? name : `${name}-${randomSuffix(3)}`,
        namespace: deployment.metadata.namespace,
        labels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: controlledBy(deployment),
        generation: 1,
      },
      birth(world),
    ),
    spec: {
      replicas: 0,
      selector: { matchLabels: { ...deployment.spec.selector.matchLabels, 'pod-template-hash': hash } },
      template: { ...deployment.spec.template, metadata: { ...deployment.spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  });
}

function scale(world: World, deployment: Deployment, set: ReplicaSet, isCurrent: boolean): void {
  const wanted = isCurrent ? deployment.spec.replicas : 0;
  if (set.spec.replicas === wanted) return;
  const direction = wanted > set.spec.replicas ? 'up' : 'down';
  world.store.update('ReplicaSet', set, (draft) => {
    draft.spec.replicas = wanted;
    draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
  });
  if (world.settling) return;
  world.events.record(deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${direction} replica set ${set.metadata.name} from ${set.spec.replicas} to ${wanted}`,
    component: 'deployment-controller',
  });
}

function writeStatus(world: World, deployment: Deployment, sets: ReplicaSet[], current: ReplicaSet): void {
  const sum = (count: (set: ReplicaSet) => number | undefined) =>
    sets.reduce((n, set) => n + (count(set) ?? 0), 0);
  const ready = sum((set) => set.status.readyReplicas);
  const replicas = sum((set) => set.status.replicas);
  const updated = sets.find((set) => set.metadata.uid === current.metadata.uid)?.status.replicas ?? 0;
  const missing = Math.max(0, deployment.spec.replicas - ready);
  world.store.update('Deployment', deployment, (draft) => {
    draft.status = {
      observedGeneration: draft.metadata.generation ?? 1,
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
