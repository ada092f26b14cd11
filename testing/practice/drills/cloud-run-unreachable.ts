import type { Drill } from './drill.ts';

export const cloudRunUnreachable: Drill = {
  name: 'cloud-run-unreachable',
  headline:
    'One region of Cloud Run cannot be reached: what runs there is not known, and nothing else is wrong',
  shows: {
    execution: 'unproven',
    proofs: { 'executors-scaled': 'good', 'cloud-run-executor': 'unknown' },
    agents: {},
    failures: { 'console-blind': 'bad' },
    escalations: { 'execution-not-off': 'cannot-tell', 'sight-lost': 'pending' },
    actions: ['europe-west4'],
  },
  begin(world) {
    world.cloudRun.faults.set('europe-west4', 'unreachable');
  },
};
