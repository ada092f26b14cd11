import { REGISTRY } from '../world/baseline/workload.ts';
import { changeTemplate } from '../world/rollout.ts';
import type { Drill } from './drill.ts';

const RELEASED = [
  ['Deployment', 'marketdata-mcp-server', 'marketdata-mcp-server'],
  ['StatefulSet', 'gamma-strategy', 'strategy-runtime'],
  ['StatefulSet', 'whale-strategy', 'strategy-runtime'],
] as const;

export const podsOutOfReach: Drill = {
  name: 'pods-out-of-reach',
  headline:
    'A network policy came with a release: the API server cannot dial a single pod, and the kubelets find each of them Ready',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'unknown', 'strategy-engine': 'unknown' },
    failures: { 'marketdata-stale': 'unknown', 'strategy-halted': 'unknown', 'console-blind': 'bad' },
    escalations: {
      'sight-lost': 'pending',
      'marketdata-stale-long': 'cannot-tell',
      'freshness-gate-bypassed': 'cannot-tell',
    },
    actions: ['out of reach from here'],
  },
  // New pods, of which nobody has heard anything: those that answered are out of reach only half a minute later.
  earlier(world) {
    for (const [kind, name, image] of RELEASED)
      changeTemplate(world, { kind, namespace: 'trading-floor', name }, (spec) => {
        for (const container of spec.containers) container.image = `${REGISTRY}/${image}:2.15.0`;
      });
  },
  begin(world) {
    world.podsCutOff = true;
  },
};
