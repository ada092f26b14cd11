import type { Drill } from './drill.ts';

export const marketdataScaledToZero: Drill = {
  name: 'marketdata-scaled-to-zero',
  headline:
    'marketdata-mcp-server was scaled to zero: no tick is shown, and the rule on stale market data counts down',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad' },
    failures: { 'marketdata-stale': 'bad' },
    escalations: { 'marketdata-stale-long': 'pending' },
    actions: ['no fresh tick'],
  },
  begin(world) {
    const streamer = world.store.get('Deployment', 'trading-floor', 'marketdata-mcp-server');
    if (streamer === undefined) return;
    world.store.update('Deployment', streamer, (draft) => {
      draft.spec.replicas = 0;
      draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
    });
  },
};
