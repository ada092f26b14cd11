import { changeTemplate, setVariables } from '../world/rollout.ts';
import type { Drill } from './drill.ts';
import { UNPROVEN } from './shown.ts';

export const settingUnknown: Drill = {
  name: 'setting-unknown',
  headline:
    'gamma-strategy was given LIVE_ORDERS_CONFIRMED=true, a setting that no plan knows and that speaks of orders',
  shows: {
    ...UNPROVEN,
    proofs: { 'executors-scaled': 'good', modes: 'unknown' },
    agents: { 'execution-agent': 'expected-off', 'strategy-engine': 'unknown' },
    actions: ['LIVE_ORDERS_CONFIRMED'],
  },
  earlier(world) {
    const gamma = { kind: 'StatefulSet', namespace: 'trading-floor', name: 'gamma-strategy' } as const;
    changeTemplate(world, gamma, (spec) => setVariables(spec, { LIVE_ORDERS_CONFIRMED: 'true' }));
  },
  begin() {},
};
