import type { Drill } from './drill.ts';

export const agentMissing: Drill = {
  name: 'agent-missing',
  headline: 'The StatefulSet whale-strategy was deleted: an agent of the roster is not there',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { 'agent-missing': 'bad' },
    actions: ['whale-strategy'],
  },
  begin(world) {
    const whale = world.store.get('StatefulSet', 'trading-floor', 'whale-strategy');
    if (whale !== undefined) world.store.remove('StatefulSet', whale);
  },
};
