/** What the cluster truly holds, over time: each object as a list of versions, as etcd would have them. */

import type { Place, Thing } from './objects.ts';

/** From `at` on the object is like this; null: it is gone. */
export interface Version {
  at: number;
  order: number;
  place: Place;
  thing: Thing | null;
  /** No watch tells of it. */
  quiet: boolean;
}

interface Change {
  at: number;
  order: number;
  quiet: boolean;
  apply: (before: Thing | null) => Thing | null;
}

/** Collects changes in any order and settles them into versions. */
export class ObjectStore {
  readonly #changes = new Map<string, { place: Place; changes: Change[] }>();
  #order = 0;

  /** Changes one object at an instant; `apply` gets it as it is by then, null if it does not exist. */
  change(place: Place, at: number, apply: Change['apply'], quiet = false): void {
    const key = `${place.kind}/${place.namespace}/${place.name}`;
    const held = this.#changes.get(key) ?? { place, changes: [] };
    held.changes.push({ at, order: this.#order++, quiet, apply });
    this.#changes.set(key, held);
  }

  /** Every version of every object, in order of time. */
  settle(): Version[] {
    const all = [...this.#changes.values()].flatMap(({ place, changes }) => settled(place, changes));
    return all.sort((a, b) => a.at - b.at || a.order - b.order);
  }
}

function settled(place: Place, changes: readonly Change[]): Version[] {
  const versions: Version[] = [];
  let before: Thing | null = null;
  for (const { at, order, quiet, apply } of changes.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    const after = apply(before);
    if (after === before) continue;
    before = after;
    versions.push({ at, order, place, thing: before, quiet });
  }
  return versions;
}
