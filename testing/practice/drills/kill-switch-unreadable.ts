import { setData } from '../world/config-map.ts';
import type { Drill } from './drill.ts';

export const killSwitchUnreadable: Drill = {
  name: 'kill-switch-unreadable',
  headline: 'Someone wrote "maybe" into the kill switch: it is neither on nor off',
  shows: {
    execution: 'unproven',
    proofs: { 'halt-switches': 'unknown', 'executors-scaled': 'good' },
    agents: { 'execution-agent': 'expected-off' },
    failures: {},
    // The plan pages for an unconfirmed switch only while execution-agent is not off; it is off.
    escalations: { 'kill-switch-unconfirmed': 'inactive', 'execution-not-off': 'cannot-tell' },
    actions: ['maybe'],
  },
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
