import type { Kinds } from '../kinds.ts';
import { randomSuffix } from '../naming.ts';
import { controlledBy, controls, newMetadata } from '../new-object.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';

/** Messages that wait in the queue of a ScaledJob: a Job is made for each, as many at once as it may have. */
const QUEUE = 'practice/messages';

/** Makes a Job for each waiting message, as KEDA does. */
export function scaledJobs(world: World): void {
  for (const scaled of world.store.list('ScaledJob')) {
    const waiting = Number(scaled.metadata.annotations?.[QUEUE] ?? 0);
    const active = world.store
      .list('Job', scaled.metadata.namespace)
      .filter((job) => controls(scaled, job) && job.status.completionTime === undefined).length;
    const making = Math.min(waiting, scaled.spec.maxReplicaCount - active);
    for (let n = 0; n < making; n += 1) makeJob(world, scaled);
    world.store.update('ScaledJob', scaled, (draft) => {
      if (making > 0)
        draft.metadata.annotations = { ...draft.metadata.annotations, [QUEUE]: String(waiting - making) };
      draft.status = { conditions: conditionsOf(active + Math.max(0, making) > 0) };
    });
  }
}

function conditionsOf(active: boolean) {
  const activity = active ? 'ScalerActive' : 'ScalerNotActive';
  return [
    { type: 'Ready', status: 'True', reason: 'ScaledJobReady' },
    { type: 'Active', status: active ? 'True' : 'False', reason: activity },
  ];
}

function makeJob(world: World, scaled: Kinds['ScaledJob']): void {
  const { name, namespace } = scaled.metadata;
  const labels = { 'app.kubernetes.io/managed-by': 'keda-operator', 'scaledjob.keda.sh/name': name };
  const metadata = { name: `${name}-${randomSuffix()}`, namespace, labels, generation: 1 };
  world.store.put('Job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: newMetadata({ ...metadata, ownerReferences: controlledBy(scaled) }, birth(world)),
    spec: scaled.spec.jobTargetRef,
    status: {},
  });
}
