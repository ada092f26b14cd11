import type { ContainerState } from './kind-parts.ts';
import { executorTemplate, place } from './place.ts';
import type { World } from './world.ts';

/** A pod of the executor without a workload, with a status that stays as it was last reported. */
export function placeReported(
  world: World,
  name: string,
  status: { phase: string; reason?: string },
  state: ContainerState,
): void {
  const { metadata, spec } = executorTemplate(world);
  const containerStatuses = spec.containers.map((container) => ({
    name: container.name,
    ready: false,
    restartCount: 0,
    state,
  }));
  const pod = place(
    world,
    'Pod',
    'v1',
    { name, namespace: 'trading-floor', labels: metadata.labels },
    {
      spec: { ...spec, restartPolicy: 'Always', nodeName: 'practice-node-a' },
      status: { ...status, conditions: [], containerStatuses },
    },
  );
  world.pinned.add(pod.metadata.uid);
}
