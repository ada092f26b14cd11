import { setData } from '../world/config-map.ts';
import { letGo } from '../world/controllers/pods-of.ts';
import type { Drill } from './drill.ts';
import { UNPROVEN } from './shown.ts';

export const killSwitchByteOrderMark: Drill = {
  name: 'kill-switch-byte-order-mark',
  headline:
    'The kill switch holds an invisible mark before its 1: it looks halted, and most programs do not read it so',
  shows: {
    ...UNPROVEN,
    proofs: { 'halt-switches': 'unknown', 'executors-scaled': 'good' },
    agents: { 'execution-agent': 'expected-off' },
    actions: ['U+FEFF'],
  },
  earlier(world) {
    const data = { EXECUTION_HALTED: '\ufeff1' };
    setData(world, 'trading-floor', 'agenttrader-kill-switch', data, 'kubectl-replace');
    // Started since: none of them holds the value from before.
    for (const pod of world.store.list('Pod', 'trading-floor')) letGo(world, pod);
  },
  begin() {},
};
