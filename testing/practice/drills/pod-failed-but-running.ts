import { stampOf } from '../world/clock.ts';
import { placeReported } from '../world/reported-pod.ts';
import type { Drill } from './drill.ts';
import { GATED } from './shown.ts';

export const podFailedButRunning: Drill = {
  name: 'pod-failed-but-running',
  headline:
    'A pod of execution-agent is called Failed and Evicted, while its container’s status says that it runs',
  shows: { ...GATED, proofs: { 'executor-pods': 'bad' }, actions: ['execution-agent-manual'] },
  begin(world) {
    const running = { startedAt: stampOf(world.now() - 3_600_000) };
    placeReported(world, 'execution-agent-manual', { phase: 'Failed', reason: 'Evicted' }, { running });
  },
};
