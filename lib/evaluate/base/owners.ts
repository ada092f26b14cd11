/** The owners of an object, as far as they are read. */

import { kindName } from '../../facts/kind-name.ts';
import { knownValue } from '../../facts/ledger.ts';
import type { Workload, World } from './input.ts';

interface Named {
  kind: string;
  namespace: string;
  name: string;
}

/** A workload by its name; null if it is not known. */
export function knownWorkload(world: World, { kind, namespace, name }: Named): Workload | null {
  return knownValue(world.ledger, 'workload', `${kind}/${namespace}/${name}`) ?? null;
}

const MOST_OWNERS = 5;

/** The owners of an object, the nearest first; the last one may only be named. */
export function ownersOf(world: World, object: Named): Named[] {
  const chain: Named[] = [];
  for (let owned = knownWorkload(world, object); owned?.owner && chain.length < MOST_OWNERS; ) {
    const { group, kind, name } = owned.owner;
    const owner = { kind: kindName(group, kind), name, namespace: object.namespace };
    chain.push(owner);
    owned = knownWorkload(world, owner);
  }
  return chain;
}
