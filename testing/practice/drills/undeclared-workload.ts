import { place, plainTemplate, replicatedSpec } from '../world/place.ts';
import type { Drill } from './drill.ts';

export const undeclaredWorkload: Drill = {
  name: 'undeclared-workload',
  headline: 'A Deployment and a bare pod run in the mesh’s namespaces, and no entry of the plan knows them',
  shows: {
    execution: 'proven-off',
    agents: {},
    failures: { 'undeclared-workload': 'attention' },
    undeclared: ['options-scanner', 'debug-shell'],
  },
  begin(world) {
    const scanner = plainTemplate('options-scanner', 'registry.example.com/options-scanner:1.0.0');
    const shell = plainTemplate('debug-shell', 'registry.example.com/debug-shell:1.0.0');
    const { labels } = scanner.metadata;
    const metadata = { name: 'options-scanner', namespace: 'trading-floor', labels };
    place(world, 'Deployment', 'apps/v1', metadata, { spec: replicatedSpec(scanner) });
    const spec = { restartPolicy: 'Always', ...shell.spec };
    place(world, 'Pod', 'v1', { name: 'debug-shell', namespace: 'agenttrader' }, { spec });
  },
};
