/** What the cluster truly holds, over time: each object as a list of versions, as etcd would have them. */

import type { FactOf, FactValue } from '#lib/facts/fact.ts';

type ObjectKind = 'workload' | 'pod' | 'config' | 'node' | 'autoscaler';

/** A mesh object without who saw it and when. */
export type Seen = { [K in ObjectKind]: { kind: K; value: FactValue<K> } }[ObjectKind];
export type FactOfObject = { [K in ObjectKind]: FactOf<K> }[ObjectKind];

/** From `at` on the object is like this; `seen: null`: it is gone, and `uid` is whose. */
export interface Version {
  at: number;
  seen: Seen | null;
  uid: string;
}

export interface Timeline {
  /** As Kubernetes names it, e.g. `Deployment`. */
  kind: string;
  fact: ObjectKind;
  namespace: string;
  subject: string;
  versions: Version[];
}

/** What is there at an instant; undefined before the object was first made. */
export function versionAt(timeline: Timeline, at: number): Version | undefined {
  return timeline.versions.findLast((v) => v.at <= at);
}

interface Change {
  at: number;
  order: number;
  apply: (before: Seen | null) => Seen | null;
}

/** Collects changes in any order and settles them into timelines. */
export class ObjectStore {
  readonly #changes = new Map<string, { kind: string; namespace: string; changes: Change[] }>();
  #order = 0;

  /** Changes one object at an instant; `apply` gets it as it is by then, null if it does not exist. */
  change(
    object: { kind: string; namespace: string; name: string },
    at: number,
    apply: Change['apply'],
  ): void {
    const subject = subjectOf(object);
    const held = this.#changes.get(subject) ?? { ...object, changes: [] };
    held.changes.push({ at, order: this.#order++, apply });
    this.#changes.set(subject, held);
  }

  settle(): Timeline[] {
    return [...this.#changes].flatMap(([subject, { kind, namespace, changes }]) => {
      const versions = settled(changes);
      const fact = versions.find((v) => v.seen !== null)?.seen?.kind;
      return fact === undefined ? [] : [{ kind, fact, namespace, subject, versions }];
    });
  }
}

function settled(changes: readonly Change[]): Version[] {
  const versions: Version[] = [];
  let [before, uid]: [Seen | null, string] = [null, ''];
  for (const change of changes.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    const after = change.apply(before);
    if (after === before) continue;
    // Rises with time across all objects, as etcd's revision does.
    const version = String(change.at * 1000 + change.order);
    uid = after === null ? uid : before === null ? `u${change.order}` : uid;
    before = after === null ? null : stamped(after, uid, version);
    versions.push({ at: change.at, seen: before, uid });
  }
  return versions;
}

function stamped(seen: Seen, uid: string, resourceVersion: string): Seen {
  const stamp = { uid, resourceVersion };
  switch (seen.kind) {
    case 'workload':
      return { kind: seen.kind, value: { ...seen.value, ...stamp } };
    case 'pod':
      return { kind: seen.kind, value: { ...seen.value, ...stamp } };
    case 'config':
      return { kind: seen.kind, value: { ...seen.value, ...stamp } };
    case 'node':
      return { kind: seen.kind, value: { ...seen.value, ...stamp } };
    case 'autoscaler':
      return { kind: seen.kind, value: { ...seen.value, ...stamp } };
  }
}

export function subjectOf({
  kind,
  namespace,
  name,
}: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
