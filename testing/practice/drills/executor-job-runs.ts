import { EXECUTOR } from '../world/baseline/cloud-run.ts';
import type { Drill } from './drill.ts';

export const executorJobRuns: Drill = {
  name: 'executor-job-runs',
  headline: 'Somebody executes the job execution-engine on Cloud Run, and it still runs',
  shows: {
    execution: 'not-off',
    proofs: { 'executors-scaled': 'good', 'executor-pods': 'good', 'cloud-run-executor': 'bad' },
    agents: {},
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
    actions: ['an execution of this job runs'],
  },
  begin(world) {
    world.cloudRun.putJob('us-east1', 'execution-engine', EXECUTOR, 'EXECUTION_RUNNING');
  },
};
