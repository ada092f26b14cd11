import type { Drill } from './drill.ts';

export const executionScaledUp: Drill = {
  name: 'execution-scaled-up',
  headline: 'execution-agent was scaled to 1: every gate holds, and still it must not run',
  shows: { execution: 'gated', agents: { 'execution-agent': 'bad' }, failures: {} },
  begin(world) {
    const executor = world.store.get('Deployment', 'trading-floor', 'execution-agent');
    if (executor === undefined) return;
    world.store.update('Deployment', executor, (draft) => {
      draft.spec.replicas = 1;
      draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
    });
  },
};
