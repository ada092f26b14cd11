import { EXECUTOR } from '../world/baseline/cloud-run.ts';
import type { Drill } from './drill.ts';

export const executorOnCloudRun: Drill = {
  name: 'executor-on-cloud-run',
  headline:
    'The image of execution-engine serves on Cloud Run as order-desk, in a region that no plan names, from 0 instances',
  shows: {
    execution: 'not-off',
    proofs: { 'executors-scaled': 'good', 'executor-pods': 'good', 'cloud-run-executor': 'bad' },
    agents: {},
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
    actions: ['order-desk'],
  },
  begin(world) {
    world.cloudRun.putService('europe-west4', 'order-desk', EXECUTOR, { minInstanceCount: 0 });
  },
};
