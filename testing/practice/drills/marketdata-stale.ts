import type { Drill } from './drill.ts';

export const marketdataStale: Drill = {
  name: 'marketdata-stale',
  headline: 'The quote stream stops: /healthz answers 503 and both strategies refuse to run',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad', 'strategy-engine': 'attention' },
    failures: { 'marketdata-stale': 'bad', 'strategy-halted': 'attention' },
    escalations: { 'marketdata-stale-long': 'pending', 'freshness-gate-bypassed': 'inactive' },
  },
  begin(world) {
    // One second past the limit: the drill shows at once, and the age can be seen to rise.
    world.agents.marketdata.stopTicks(61);
  },
};
