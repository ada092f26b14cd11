import { changeTemplate } from '../world/rollout.ts';
import { loseSwitch } from '../world/switch-mount.ts';
import type { Drill } from './drill.ts';

export const executorMountMissing: Drill = {
  name: 'executor-mount-missing',
  headline:
    'execution-agent, scaled to 0, lost the volume and the variable of the kill switch: started, it would read nothing and take that for allowed',
  shows: {
    execution: 'proven-off',
    proofs: { 'executors-scaled': 'good', 'halt-switches': 'good', 'halt-mounts': 'attention' },
    agents: { 'execution-agent': 'expected-off' },
    failures: {},
    contracts: { 'execution-agent': { 'kill-switch-mounted': 'broken' } },
  },
  begin(world) {
    const executor = { kind: 'Deployment', namespace: 'trading-floor', name: 'execution-agent' } as const;
    changeTemplate(world, executor, loseSwitch);
  },
};
