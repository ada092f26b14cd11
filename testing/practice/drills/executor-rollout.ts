import { executorTemplate, place, replicatedSpec } from '../world/place.ts';
import type { Drill } from './drill.ts';
import { GATED } from './shown.ts';

export const executorRollout: Drill = {
  name: 'executor-rollout',
  headline:
    'execution-agent was rolled out as a Rollout: its Deployment stays at 0, and it runs all the same',
  shows: { ...GATED, actions: ['Rollout'] },
  begin(world) {
    const metadata = { name: 'execution-agent', namespace: 'trading-floor' };
    place(world, 'Rollout', 'argoproj.io/v1alpha1', metadata, {
      spec: replicatedSpec(executorTemplate(world)),
    });
  },
};
