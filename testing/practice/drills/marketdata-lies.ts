import type { Drill } from './drill.ts';

export const marketdataLies: Drill = {
  name: 'marketdata-lies',
  headline:
    'The quote stream stopped five minutes ago and /healthz still answers 200 with ok=true: strategies run on',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad' },
    failures: { 'marketdata-stale': 'bad' },
    escalations: { 'freshness-gate-bypassed': 'firing' },
    contracts: { 'marketdata-mcp-server': { 'stale-answers-503': 'broken' } },
    actions: ['ok=true'],
  },
  begin(world) {
    world.agents.marketdata.stopTicks(300);
    world.agents.marketdata.callAllOk();
  },
};
