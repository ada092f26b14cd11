import type { Drill } from './drill.ts';

export const marketdataUnreachable: Drill = {
  name: 'marketdata-unreachable',
  headline: 'Nobody answers on the market data port: freshness cannot be told, strategies refuse to run',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad', 'strategy-engine': 'bad' },
    failures: { 'marketdata-stale': 'unknown', 'strategy-halted': 'bad' },
  },
  begin(world) {
    world.faults.set('marketdata-mcp-server', 'refused');
  },
};
