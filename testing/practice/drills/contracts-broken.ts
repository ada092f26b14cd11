import { REGISTRY } from '../world/baseline/workload.ts';
import { changeTemplate } from '../world/rollout.ts';
import type { Drill } from './drill.ts';

export const contractsBroken: Drill = {
  name: 'contracts-broken',
  headline:
    'gamma-strategy holds broker credentials that the plan does not allow it, runs an image that is not pinned, and has no limits',
  shows: {
    execution: 'proven-off',
    agents: {},
    failures: {},
    // Hygiene raises nothing.
    actions: ['Contract broken, must never: Call broker APIs directly'],
    contracts: {
      'strategy-engine': { 'broker-credentials': 'broken', 'image-pinned': 'broken', resources: 'broken' },
      'marketdata-mcp-server': { 'broker-credentials': 'holds', 'image-pinned': 'holds', resources: 'holds' },
    },
  },
  earlier(world) {
    const gamma = { kind: 'StatefulSet', namespace: 'trading-floor', name: 'gamma-strategy' } as const;
    const secretKeyRef = { name: 'alpaca-creds', key: 'secret-key' };
    changeTemplate(world, gamma, (spec) => {
      for (const container of spec.containers) {
        container.image = `${REGISTRY}/strategy-runtime:latest`;
        container.env?.push({ name: 'ALPACA_API_SECRET_KEY', valueFrom: { secretKeyRef } });
        delete container.resources;
      }
    });
  },
  begin() {},
};
