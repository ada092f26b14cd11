import { place } from '../world/place.ts';
import { scaleTo } from '../world/rollout.ts';
import type { Drill } from './drill.ts';
import { GATED } from './shown.ts';

export const executorQuota: Drill = {
  name: 'executor-quota',
  headline: 'execution-engine was scaled to 1 and a quota refuses its pod: nothing runs, and one is wanted',
  shows: { ...GATED, execution: 'not-off', proofs: { 'executors-scaled': 'bad', 'executor-pods': 'good' } },
  begin(world) {
    const namespace = 'agenttrader';
    place(world, 'ResourceQuota', 'v1', { name: 'no-pods', namespace }, { spec: { hard: { pods: '0' } } });
    scaleTo(world, { kind: 'Deployment', namespace, name: 'execution-engine' }, 1);
  },
};
