import { changeTemplate, setVariables } from '../world/rollout.ts';
import type { Drill } from './drill.ts';

export const gateUnlocked: Drill = {
  name: 'gate-unlocked',
  headline:
    'whale-strategy was given EXEC_GUARD_UNLOCK=1: the guard that holds orders back is open, whatever its mode',
  shows: {
    execution: 'not-off',
    proofs: { 'executors-scaled': 'good', modes: 'bad' },
    agents: { 'execution-agent': 'expected-off', 'strategy-engine': 'bad' },
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
    actions: ['EXEC_GUARD_UNLOCK'],
  },
  earlier(world) {
    const whale = { kind: 'StatefulSet', namespace: 'trading-floor', name: 'whale-strategy' } as const;
    changeTemplate(world, whale, (spec) => setVariables(spec, { EXEC_GUARD_UNLOCK: '1' }));
  },
  begin() {},
};
