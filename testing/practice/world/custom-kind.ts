import type { Kinds } from './kinds.ts';
import { place } from './place.ts';
import type { World } from './world.ts';

/** Serves a kind of an operator, and puts one object of it. */
export function placeCustom(
  world: World,
  group: string,
  kind: string,
  metadata: { name: string; namespace: string },
): Kinds['CustomResource'] {
  const plural = `${kind.toLowerCase()}s`;
  const versions = [{ name: 'v1', served: true, storage: true }];
  const spec = { group, scope: 'Namespaced', names: { plural, kind }, versions };
  const name = `${plural}.${group}`;
  place(world, 'CustomResourceDefinition', 'apiextensions.k8s.io/v1', { name }, { spec });
  return place(world, 'CustomResource', `${group}/v1`, metadata, { kind, spec: {} });
}
