import { KIND_NAMES, type KindName, type KubeObject } from '../kinds.ts';
import type { World } from '../world.ts';
import { terminate } from './pods-of.ts';

const OWNED = ['ReplicaSet', 'Job', 'Deployment', 'CustomResource'] as const;

/** Removes what belongs to an owner that is gone, and everything in a namespace that is being deleted. */
export function collectGarbage(world: World): void {
  const owners = new Set(
    KIND_NAMES.filter((kind) => kind !== 'Event').flatMap((kind) =>
      world.store.list<KindName>(kind).map((owner) => owner.metadata.uid),
    ),
  );
  const orphaned = (object: KubeObject) =>
    object.metadata.ownerReferences?.some((owner) => owner.controller && !owners.has(owner.uid)) ?? false;
  for (const kind of OWNED)
    for (const object of world.store.list(kind)) if (orphaned(object)) world.store.remove(kind, object);
  for (const pod of world.store.list('Pod'))
    if (orphaned(pod) && pod.metadata.deletionTimestamp === undefined) terminate(world, pod);
  endUndefined(world);
  endNamespaces(world);
}

/** Custom resources go with the definition of their kind. */
function endUndefined(world: World): void {
  const defined = new Set(
    world.store.list('CustomResourceDefinition').map(({ spec }) => `${spec.group} ${spec.names.kind}`),
  );
  for (const object of world.store.list('CustomResource'))
    if (!defined.has(`${object.apiVersion.split('/')[0]} ${object.kind}`))
      world.store.remove('CustomResource', object);
}

function endNamespaces(world: World): void {
  for (const namespace of world.store.list('Namespace')) {
    if (namespace.metadata.deletionTimestamp === undefined) continue;
    const within = namespace.metadata.name;
    for (const kind of KIND_NAMES.filter((name) => name !== 'Pod'))
      for (const object of world.store.list(kind, within)) world.store.remove(kind, object);
    for (const pod of world.store.list('Pod', within)) terminate(world, pod);
    if (world.store.list('Pod', within).length === 0) world.store.remove('Namespace', namespace);
  }
}
