import type { World } from '../world.ts';

/** Keeps the status of autoscalers; they observe and never scale, since nothing here has load. */
export function autoscalers(world: World): void {
  for (const scaler of world.store.list('HorizontalPodAutoscaler')) {
    const { kind, name } = scaler.spec.scaleTargetRef;
    if (kind !== 'Deployment' && kind !== 'StatefulSet') continue;
    const replicas = world.store.get(kind, scaler.metadata.namespace, name)?.status.replicas ?? 0;
    world.store.update('HorizontalPodAutoscaler', scaler, (draft) => {
      draft.status = { ...draft.status, currentReplicas: replicas, desiredReplicas: replicas };
    });
  }
}
