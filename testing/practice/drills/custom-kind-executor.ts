import { placeCustom } from '../world/custom-kind.ts';
import type { Drill } from './drill.ts';
import { UNPROVEN } from './shown.ts';

export const customKindExecutor: Drill = {
  name: 'custom-kind-executor',
  headline:
    'An operator serves a kind of its own, executionagents.desk.example: what one of them runs nobody knows',
  shows: {
    ...UNPROVEN,
    proofs: { 'executors-scaled': 'unknown' },
    actions: ['executionagents.desk.example'],
  },
  begin(world) {
    placeCustom(world, 'desk.example', 'ExecutionAgent', { name: 'desk', namespace: 'trading-floor' });
  },
};
