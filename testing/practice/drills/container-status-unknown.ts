import { placeReported } from '../world/reported-pod.ts';
import type { Drill } from './drill.ts';
import { UNPROVEN } from './shown.ts';

export const containerStatusUnknown: Drill = {
  name: 'container-status-unknown',
  headline:
    'A pod of execution-agent ended as nobody saw: its container could not be located when it was cleared away',
  shows: { ...UNPROVEN, proofs: { 'executor-pods': 'unknown' }, actions: ['execution-agent-manual'] },
  begin(world) {
    const message = 'The container could not be located when the pod was terminated';
    const terminated = {
      exitCode: 137,
      reason: 'ContainerStatusUnknown',
      message,
      startedAt: null,
      finishedAt: null,
    };
    placeReported(world, 'execution-agent-manual', { phase: 'Failed' }, { terminated });
  },
};
