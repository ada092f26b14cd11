import type { Drill } from './drill.ts';

export const strategyRefusing: Drill = {
  name: 'strategy-refusing',
  headline:
    'Both strategies refuse to run although market data is fresh: their analytics store is unavailable',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { 'strategy-halted': 'bad' },
  },
  begin(world) {
    world.agents.gamma.refuse('REQUIRED_FIELDS_MISSING', 90);
    world.agents.whale.refuse('REQUIRED_FIELDS_MISSING', 90);
  },
};
