import { executorTemplate, place } from '../world/place.ts';
import type { Drill } from './drill.ts';

export const executorScaledjob: Drill = {
  name: 'executor-scaledjob',
  headline:
    'execution-agent became a ScaledJob: nothing runs, and the next message starts it without a person',
  shows: {
    execution: 'not-off',
    proofs: { 'executor-pods': 'good', 'executor-autoscalers': 'bad' },
    agents: { 'execution-agent': 'bad' },
    failures: {},
    actions: ['ScaledJob'],
  },
  begin(world) {
    const metadata = { name: 'execution-agent', namespace: 'trading-floor' };
    const spec = { jobTargetRef: { template: executorTemplate(world) }, maxReplicaCount: 3 };
    place(world, 'ScaledJob', 'keda.sh/v1alpha1', metadata, { spec });
  },
};
