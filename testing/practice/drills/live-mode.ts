import { changeTemplate, setVariables } from '../world/rollout.ts';
import type { Drill } from './drill.ts';

export const liveMode: Drill = {
  name: 'live-mode',
  headline:
    'whale-strategy was set to AGENT_MODE=LIVE with dry run off: no executor runs, and still orders could leave',
  shows: {
    execution: 'not-off',
    proofs: { 'executors-scaled': 'good', 'halt-switches': 'good', modes: 'bad' },
    agents: { 'execution-agent': 'expected-off', 'strategy-engine': 'bad' },
    failures: {},
    escalations: { 'execution-not-off': 'firing' },
    contracts: { 'strategy-engine': { 'mode-not-live': 'broken', 'dry-run': 'broken' } },
  },
  earlier(world) {
    const whale = { kind: 'StatefulSet', namespace: 'trading-floor', name: 'whale-strategy' } as const;
    changeTemplate(world, whale, (spec) => setVariables(spec, { AGENT_MODE: 'LIVE', DRY_RUN: '0' }));
  },
  begin() {},
};
