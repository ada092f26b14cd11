/** The metadata of every Kubernetes object, parsed strictly as far as it identifies the object. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import { fromIso } from '#lib/contracts/times.ts';
import type { WorkloadValue } from '#lib/facts/fact.ts';
import { groupOf } from '#lib/facts/kind-name.ts';

const ownerSchema = z.object({
  apiVersion: z.string().default(''),
  kind: z.string(),
  name: z.string(),
  controller: z.boolean().nullish(),
});
const namesSchema = z.record(z.string(), z.string()).nullish();

/** A count in a spec or status; the API server leaves zeros out. */
export const countSchema = z.int().min(0).nullish();

export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().default(''),
  uid: z.string().min(1),
  resourceVersion: z.string().min(1),
  labels: namesSchema,
  annotations: namesSchema,
  ownerReferences: z.array(ownerSchema).nullish(),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
  deletionGracePeriodSeconds: z.number().nullish(),
  generation: countSchema,
});
export type Metadata = z.infer<typeof metadataSchema>;

export const timeSchema = z.string().nullish();

/** Epoch milliseconds, or null if the field is absent. */
export function instantOf(time: string | null | undefined): number | null {
  return fromIso(time);
}

export function identityOf(metadata: Metadata): {
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
} {
  const { namespace, name, uid, resourceVersion } = metadata;
  return { namespace, name, uid, resourceVersion };
}

/** The controller that owns an object, or else its first owner: many operators name none the controller. */
export function ownerOf(metadata: Metadata): { kind: string; name: string; group: string } | null {
  const references = metadata.ownerReferences ?? [];
  const owner = references.find((reference) => reference.controller === true) ?? references[0];
  if (!owner) return null;
  const { kind, name, apiVersion } = owner;
  return { kind, name, group: groupOf(apiVersion) };
}

/** kubectl's copy of the whole manifest, values included: the manifest itself is read. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';
const MAX_ANNOTATIONS = 64;
const MAX_ANNOTATION = 200;

/** The first annotations, redacted and cut. */
export function annotationsOf({ annotations }: Pick<Metadata, 'annotations'>): Record<string, string> {
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== COPY);
  return Object.fromEntries(
    kept.slice(0, MAX_ANNOTATIONS).map(([key, value]) => [key, cleanText(value, MAX_ANNOTATION)]),
  );
}

/** The metadata of a pod template. */
export const templateMetadataSchema = z.object({ labels: namesSchema, annotations: namesSchema }).nullish();

/** The labels and annotations of an object, and of its pod template if it has one. */
export function labelsOf(
  metadata: Metadata,
  template: z.infer<typeof templateMetadataSchema>,
): Pick<WorkloadValue, 'labels' | 'annotations' | 'podLabels' | 'podAnnotations'> {
  return {
    labels: metadata.labels ?? {},
    annotations: annotationsOf(metadata),
    podLabels: template?.labels ?? {},
    podAnnotations: annotationsOf({ annotations: template?.annotations }),
  };
}
