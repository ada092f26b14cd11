import { controlledBy, newMetadata } from '../new-object.ts';
import type { Manifest, World } from '../world.ts';
import { birth } from './birth.ts';
import { terminate } from './pods-of.ts';

/** Keeps the mirrors of static pods: one that is deleted comes back as long as the manifest is there. */
export function staticPods(world: World): void {
  for (const manifest of world.manifests) {
    const node = world.store.get('Node', undefined, manifest.node);
    const name = mirrorName(manifest);
    const mirrored = world.store.get('Pod', manifest.namespace, name) !== undefined;
    if (node === undefined || mirrored || world.silentNodes.has(manifest.node)) continue;
    const annotations = { 'kubernetes.io/config.source': 'file', 'kubernetes.io/config.mirror': name };
    const metadata = { name, namespace: manifest.namespace, annotations };
    world.store.put('Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: newMetadata({ ...metadata, ownerReferences: controlledBy(node) }, birth(world)),
      spec: { restartPolicy: 'Always', ...manifest.spec, nodeName: manifest.node },
      status: { phase: 'Pending', conditions: [], containerStatuses: [] },
    });
  }
  const known = new Set(world.manifests.map(mirrorName));
  for (const pod of world.store.list('Pod')) {
    const mirror = pod.metadata.ownerReferences?.some(({ kind }) => kind === 'Node') ?? false;
    if (mirror && !known.has(pod.metadata.name)) terminate(world, pod);
  }
}

function mirrorName({ name, node }: Manifest): string {
  return `${name}-${node}`;
}
