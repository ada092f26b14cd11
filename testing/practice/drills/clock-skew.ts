import type { Drill } from './drill.ts';

export const clockSkew: Drill = {
  name: 'clock-skew',
  headline:
    'The clock of marketdata-mcp-server runs five minutes ahead: its ticks lie in the future and prove no freshness',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'unknown' },
    failures: { 'marketdata-stale': 'unknown' },
    actions: ['marketdata-mcp-server: clock skew'],
    escalations: { 'marketdata-stale-long': 'cannot-tell', 'freshness-gate-bypassed': 'inactive' },
  },
  begin(world) {
    world.agents.marketdata.runAhead(300);
  },
};
