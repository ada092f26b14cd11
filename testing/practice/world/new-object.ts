import { randomUUID } from 'node:crypto';
import type { KubeObject, Metadata } from './kinds.ts';

/** Everything that the API server fills in on a new object's metadata. */
export function newMetadata(given: Partial<Metadata> & { name: string }, createdAt: string): Metadata {
  return { ...given, uid: randomUUID(), resourceVersion: '0', creationTimestamp: createdAt };
}

/** The reference that makes `owner` the controller of another object. */
export function controlledBy(owner: KubeObject): NonNullable<Metadata['ownerReferences']> {
  return [
    {
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.metadata.name,
      uid: owner.metadata.uid,
      controller: true,
      blockOwnerDeletion: true,
    },
  ];
}

/** True if `owner` controls `object`. */
export function controls(owner: KubeObject, object: KubeObject): boolean {
  return object.metadata.ownerReferences?.some((reference) => reference.uid === owner.metadata.uid) ?? false;
}
