import type { Kinds } from './kinds.ts';
import { newMetadata } from './new-object.ts';
import type { World } from './world.ts';

/**
 * Installs a running copy of a Deployment of the mesh in a namespace of its own, with a copy of the kill switch, as a
 * chart that somebody tries out does.
 */
export function placeElsewhere(world: World, namespace: string, name: string): void {
  const original = world.store.list('Deployment').find((candidate) => candidate.metadata.name === name);
  if (original === undefined) return;
  const at = world.clock.stamp();
  world.store.put('Namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: newMetadata({ name: namespace, labels: { 'kubernetes.io/metadata.name': namespace } }, at),
    status: { phase: 'Active' },
  });
  copySwitch(world, namespace, at);
  world.store.put('Deployment', {
    ...original,
    metadata: newMetadata({ name, namespace, labels: original.metadata.labels, generation: 1 }, at),
    spec: { ...original.spec, replicas: 1 },
    status: { replicas: 0 },
  });
}

function copySwitch(world: World, namespace: string, at: string): void {
  const original = world.store.get('ConfigMap', 'trading-floor', 'agenttrader-kill-switch');
  if (original === undefined) return;
  const copy: Kinds['ConfigMap'] = {
    ...original,
    metadata: newMetadata(
      { name: original.metadata.name, namespace, managedFields: original.metadata.managedFields },
      at,
    ),
  };
  world.store.put('ConfigMap', copy);
}
