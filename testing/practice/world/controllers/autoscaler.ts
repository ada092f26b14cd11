import { withTransitions } from '../conditions.ts';
import type { Condition } from '../kind-parts.ts';
import type { Kinds } from '../kinds.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';

type Autoscaler = Kinds['HorizontalPodAutoscaler'];

/**
 * Keeps workloads within the bounds of their autoscalers. Nothing here has load, so that is all that they ask for; a
 * workload that is scaled to 0 is left alone, as Kubernetes does.
 */
export function autoscalers(world: World): void {
  for (const scaler of world.store.list('HorizontalPodAutoscaler')) {
    const { kind, name } = scaler.spec.scaleTargetRef;
    if (kind !== 'Deployment' && kind !== 'StatefulSet') continue;
    const target = world.store.get(kind, scaler.metadata.namespace, name);
    const wanted = target?.spec.replicas ?? 0;
    const bounded = Math.min(scaler.spec.maxReplicas, Math.max(scaler.spec.minReplicas, wanted));
    if (target !== undefined && wanted > 0 && bounded !== wanted)
      world.store.update(kind, target, (draft) => {
        draft.spec.replicas = bounded;
        draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
      });
    report(world, scaler, target?.status.replicas ?? 0, wanted === 0 ? 0 : bounded);
  }
}

function report(world: World, scaler: Autoscaler, current: number, desired: number): void {
  world.store.update('HorizontalPodAutoscaler', scaler, (draft) => {
    draft.status = {
      ...draft.status,
      currentReplicas: current,
      desiredReplicas: desired,
      conditions: withTransitions(draft.status.conditions, birth(world), conditionsOf(desired)),
    };
  });
}

function conditionsOf(desired: number): Condition[] {
  const able = {
    type: 'AbleToScale',
    status: 'True',
    reason: 'ReadyForNewScale',
    message: 'recommended size matches current size',
  };
  const active =
    desired === 0
      ? {
          status: 'False',
          reason: 'ScalingDisabled',
          message: 'scaling is disabled since the replica count of the target is zero',
        }
      : {
          status: 'False',
          reason: 'FailedGetResourceMetric',
          message: 'the HPA was unable to compute the replica count: no metrics are served',
        };
  return [able, { type: 'ScalingActive', ...active }];
}
