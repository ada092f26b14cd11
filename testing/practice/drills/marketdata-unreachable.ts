import type { Drill } from './drill.ts';

export const marketdataUnreachable: Drill = {
  name: 'marketdata-unreachable',
  headline: 'Nobody answers on the market data port: freshness cannot be told, strategies refuse to run',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad', 'strategy-engine': 'attention' },
    failures: { 'marketdata-stale': 'unknown', 'strategy-halted': 'attention' },
    escalations: { 'marketdata-stale-long': 'cannot-tell' },
  },
  begin(world) {
    world.faults.set('marketdata-mcp-server', 'refused');
    // It has been so for a while: the strategies' last tick is older than any limit.
    for (const strategy of [world.agents.gamma, world.agents.whale]) strategy.stoppedSince(150);
  },
};
