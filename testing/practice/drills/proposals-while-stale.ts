import type { Drill } from './drill.ts';

export const proposalsWhileStale: Drill = {
  name: 'proposals-while-stale',
  headline:
    'Market data is stale and the strategies refuse, but gamma-strategy only says so: its proposals go on rising',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad', 'strategy-engine': 'bad' },
    failures: { 'marketdata-stale': 'bad' },
    escalations: { 'freshness-gate-bypassed': 'firing' },
    contracts: { 'strategy-engine': { 'refuses-when-stale': 'broken' } },
    actions: ['proposals kept rising'],
  },
  begin(world) {
    world.agents.marketdata.stopTicks(61);
    world.agents.gamma.ignoreGate();
  },
};
