import { setData } from '../world/config-map.ts';
import type { Drill } from './drill.ts';

export const killSwitchUnreadable: Drill = {
  name: 'kill-switch-unreadable',
  headline: 'Someone wrote "maybe" into the kill switch: it is neither on nor off',
  shows: { execution: 'unproven', agents: {}, failures: {} },
  begin(world) {
    setData(
      world,
      'trading-floor',
      'agenttrader-kill-switch',
      { EXECUTION_HALTED: 'maybe' },
      'kubectl-patch',
    );
  },
};
