import { placeElsewhere } from '../world/elsewhere.ts';
import type { Drill } from './drill.ts';

export const executorElsewhere: Drill = {
  name: 'executor-elsewhere',
  headline:
    'An execution-engine runs in the namespace quant-lab, which no plan names, halted by nothing but a copy of the switch',
  shows: {
    execution: 'not-off',
    proofs: {
      'executors-scaled': 'bad',
      'executor-pods': 'bad',
      'halt-switches': 'good',
      'halt-mounts': 'unknown',
    },
    agents: { 'execution-agent': 'bad' },
    failures: {},
    escalations: { 'execution-not-off': 'firing', 'kill-switch-unconfirmed': 'firing' },
    actions: ['quant-lab'],
  },
  begin(world) {
    placeElsewhere(world, 'quant-lab', 'execution-engine');
  },
};
