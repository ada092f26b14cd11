import { parseObject } from '../world/kinds.ts';
import { newMetadata } from '../world/new-object.ts';
import type { World } from '../world/world.ts';
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
    const labels = { app: 'options-scanner' };
    const spec = {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: program('options-scanner') },
    };
    put(
      world,
      'Deployment',
      'apps/v1',
      { name: 'options-scanner', namespace: 'trading-floor', labels },
      spec,
    );
    put(world, 'Pod', 'v1', { name: 'debug-shell', namespace: 'agenttrader' }, program('debug-shell'));
  },
};

function program(name: string) {
  return { restartPolicy: 'Always', containers: [{ name, image: `registry.example.com/${name}:1.0.0` }] };
}

function put(
  world: World,
  kind: 'Deployment' | 'Pod',
  apiVersion: string,
  metadata: { name: string; namespace: string; labels?: Record<string, string> },
  spec: object,
): void {
  const object = {
    apiVersion,
    kind,
    metadata: newMetadata({ ...metadata, generation: 1 }, world.clock.stamp()),
    spec,
  };
  world.store.put(kind, parseObject(kind, object));
}
