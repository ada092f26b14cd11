import type { World } from '../world/world.ts';
import type { Drill } from './drill.ts';

export const resourcePressure: Drill = {
  name: 'resource-pressure',
  headline:
    'A node runs out of memory: whale-strategy was OOMKilled and a second strategy API pod finds no room',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { 'resource-pressure': 'bad' },
  },
  begin(world) {
    pressNodes(world);
    world.fates.set('trading-floor/whale-strategy', {
      kind: 'died',
      at: world.now() - 20_000,
      restarts: 3,
      exitCode: 137,
      reason: 'OOMKilled',
    });
    const api = world.store.get('Deployment', 'trading-floor', 'strategy-engine');
    if (api === undefined) return;
    world.store.update('Deployment', api, (draft) => {
      draft.spec.replicas = 2;
      draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
    });
  },
};

/** One node under memory pressure (and tainted, as Kubernetes does), the other too small for more. */
function pressNodes(world: World): void {
  for (const node of world.store.list('Node')) {
    const pressed = node.metadata.name === 'practice-node-a';
    world.store.update('Node', node, (draft) => {
      if (!pressed) {
        draft.status.allocatable = { ...draft.status.allocatable, memory: '256Mi' };
        return;
      }
      draft.spec.taints = [{ key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }];
      const condition = draft.status.conditions.find((candidate) => candidate.type === 'MemoryPressure');
      if (condition === undefined) return;
      condition.status = 'True';
      condition.reason = 'KubeletHasInsufficientMemory';
      condition.message = 'kubelet has insufficient memory available';
      condition.lastTransitionTime = world.clock.stamp();
    });
  }
}
