import { REGISTRY } from '../world/baseline/workload.ts';
import { changeTemplate } from '../world/rollout.ts';
import type { Drill } from './drill.ts';

export const rolloutKeepsOldPod: Drill = {
  name: 'rollout-keeps-old-pod',
  headline:
    'marketdata-mcp-server was moved to an image that the registry does not have: the old pod answers on',
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'bad' },
    failures: { 'image-pull-backoff': 'bad', 'marketdata-stale': 'good' },
  },
  begin(world) {
    const image = `${REGISTRY}/marketdata-mcp-server:2.15.0-rc1`;
    world.missingImages.add(image);
    const ref = { kind: 'Deployment', namespace: 'trading-floor', name: 'marketdata-mcp-server' } as const;
    changeTemplate(world, ref, (spec) => {
      for (const container of spec.containers) container.image = image;
    });
  },
};
