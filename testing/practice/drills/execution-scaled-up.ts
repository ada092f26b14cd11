import type { Drill } from './drill.ts';

export const executionScaledUp: Drill = {
  name: 'execution-scaled-up',
  headline: 'execution-agent was scaled to 1: every gate holds, and still it must not run',
  shows: {
    execution: 'gated',
    proofs: {
      'executors-scaled': 'bad',
      'executor-pods': 'bad',
      'halt-switches': 'good',
      'halt-mounts': 'good',
      'halt-processes': 'good',
      modes: 'good',
    },
    agents: { 'execution-agent': 'bad' },
    failures: {},
    escalations: { 'execution-not-off': 'firing', 'kill-switch-unconfirmed': 'inactive' },
  },
  begin(world) {
    const executor = world.store.get('Deployment', 'trading-floor', 'execution-agent');
    if (executor === undefined) return;
    world.store.update('Deployment', executor, (draft) => {
      draft.spec.replicas = 1;
      draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
    });
  },
};
