import { changeTemplate, setVariables } from '../world/rollout.ts';
import type { Drill } from './drill.ts';

export const gateBypassVariable: Drill = {
  name: 'gate-bypass-variable',
  headline: 'gamma-strategy was told by a variable not to check market data: the freshness gate is bypassed',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { 'marketdata-stale': 'good' },
    escalations: { 'freshness-gate-bypassed': 'firing', 'execution-not-off': 'inactive' },
    contracts: { 'strategy-engine': { 'gate-bypass': 'broken' } },
    actions: ['MARKETDATA_HEALTH_CHECK_DISABLED'],
  },
  earlier(world) {
    const gamma = { kind: 'StatefulSet', namespace: 'trading-floor', name: 'gamma-strategy' } as const;
    changeTemplate(world, gamma, (spec) => setVariables(spec, { MARKETDATA_HEALTH_CHECK_DISABLED: 'true' }));
  },
  begin() {},
};
