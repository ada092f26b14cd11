import { setData } from '../world/config-map.ts';
import type { Drill } from './drill.ts';

export const haltSwitchesDisagree: Drill = {
  name: 'halt-switches-disagree',
  headline:
    'The kill switch says halted, the second halt switch says allowed: somebody turned one and not the other',
  shows: {
    execution: 'contradicted',
    proofs: { 'halt-switches': 'bad', 'executors-scaled': 'good' },
    agents: { 'execution-agent': 'expected-off' },
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
    actions: ['KILL_SWITCH=false'],
  },
  begin(world) {
    setData(world, 'trading-floor', 'agenttrader-safety', { KILL_SWITCH: 'false' }, 'kubectl-edit');
  },
};
