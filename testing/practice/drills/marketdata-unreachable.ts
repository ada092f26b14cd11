import type { Drill } from './drill.ts';

export const marketdataUnreachable: Drill = {
  name: 'marketdata-unreachable',
  headline:
    'Nobody answers on the market data port: no tick is shown, which is as stale, and strategies refuse to run',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad', 'strategy-engine': 'attention' },
    failures: { 'marketdata-stale': 'bad', 'strategy-halted': 'attention' },
    escalations: { 'marketdata-stale-long': 'pending' },
  },
  begin(world) {
    world.faults.set('marketdata-mcp-server', 'refused');
    // It has been so for a while: the strategies' last tick is older than any limit.
    for (const strategy of [world.agents.gamma, world.agents.whale]) strategy.stoppedSince(150);
  },
};
