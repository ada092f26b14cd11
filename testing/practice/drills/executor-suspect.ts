import { place, plainTemplate, replicatedSpec } from '../world/place.ts';
import type { Drill } from './drill.ts';
import { UNPROVEN } from './shown.ts';

export const executorSuspect: Drill = {
  name: 'executor-suspect',
  headline: 'desk-runner runs in the mesh’s namespace, and only its label instance speaks of execution-agent',
  shows: {
    ...UNPROVEN,
    proofs: { 'executors-scaled': 'unknown' },
    agents: { 'execution-agent': 'unknown' },
    failures: { 'undeclared-workload': 'attention' },
    undeclared: ['desk-runner'],
    actions: ['desk-runner'],
  },
  begin(world) {
    const name = 'desk-runner';
    const template = plainTemplate(name, 'registry.example.com/desk/runner:3');
    const labels = { ...template.metadata.labels, 'app.kubernetes.io/instance': 'execution-agent' };
    const spec = replicatedSpec({ ...template, metadata: { labels } });
    place(world, 'Deployment', 'apps/v1', { name, namespace: 'trading-floor', labels }, { spec });
  },
};
