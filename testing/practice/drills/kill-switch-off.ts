import { setData } from '../world/config-map.ts';
import type { Drill } from './drill.ts';

export const killSwitchOff: Drill = {
  name: 'kill-switch-off',
  headline: 'The kill switch says that execution is allowed; nothing executes yet',
  shows: {
    execution: 'contradicted',
    proofs: { 'halt-switches': 'bad', 'executors-scaled': 'good' },
    agents: { 'execution-agent': 'expected-off' },
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
  },
  begin(world) {
    setData(world, 'trading-floor', 'agenttrader-kill-switch', { EXECUTION_HALTED: '0' }, 'kubectl-patch');
  },
};
