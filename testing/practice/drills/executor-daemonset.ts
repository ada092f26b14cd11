import { executorTemplate, place, replicatedSpec } from '../world/place.ts';
import type { Drill } from './drill.ts';
import { GATED } from './shown.ts';

export const executorDaemonset: Drill = {
  name: 'executor-daemonset',
  headline:
    'execution-agent was rolled out as a DaemonSet: its Deployment stays at 0, and it runs all the same',
  shows: { ...GATED, actions: ['DaemonSet'] },
  begin(world) {
    const metadata = { name: 'execution-agent', namespace: 'trading-floor' };
    place(world, 'DaemonSet', 'apps/v1', metadata, { spec: replicatedSpec(executorTemplate(world)) });
  },
};
