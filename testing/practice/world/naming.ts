import { randomInt } from 'node:crypto';
import type { PodTemplate } from './kind-parts.ts';
import type { Pod } from './kinds.ts';

/** Kubernetes' own alphabet for generated names: no vowels, so that no words appear. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A random suffix as Kubernetes puts behind generated names. */
export function randomSuffix(length = 5): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** The hash of a pod template: the same template always has the same one. */
export function templateHash(template: PodTemplate): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(template)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return [...String(hash)]
    .map((digit) => ALPHABET[Number(digit) + 9])
    .join('')
    .slice(0, 10);
}

/** The labels that carry the hash of a template, by the kind that rolls it out. */
export const HASH_LABELS = {
  Deployment: 'pod-template-hash',
  Rollout: 'rollouts-pod-template-hash',
} as const;

/** The workload that a pod belongs to, by name: what its controller's controller is called. */
export function workloadOf({ metadata }: Pod): string {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller);
  // A static pod carries the name of its node behind its own.
  if (owner?.kind === 'Node') return metadata.name.slice(0, -owner.name.length - 1);
  const hash = metadata.labels?.[HASH_LABELS.Deployment] ?? metadata.labels?.[HASH_LABELS.Rollout];
  if (owner?.kind === 'ReplicaSet' && hash !== undefined) return owner.name.slice(0, -hash.length - 1);
  return owner?.name ?? metadata.name;
}
