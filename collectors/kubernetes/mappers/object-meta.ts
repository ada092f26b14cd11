/** The metadata of every Kubernetes object, parsed strictly as far as it identifies the object. */

import { z } from 'zod';
import { fromIso } from '#lib/contracts/fields.ts';

const ownerSchema = z.object({ kind: z.string(), name: z.string(), controller: z.boolean().nullish() });

export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().default(''),
  uid: z.string().min(1),
  resourceVersion: z.string().min(1),
  labels: z.record(z.string(), z.string()).nullish(),
  ownerReferences: z.array(ownerSchema).nullish(),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
});
export type Metadata = z.infer<typeof metadataSchema>;

/** A count in a spec or status; the API server leaves zeros out. */
export const countSchema = z.int().min(0).nullish();

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

/** The controller that owns an object; null if it has none. */
export function ownerOf(metadata: Metadata): { kind: string; name: string } | null {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller === true);
  return owner ? { kind: owner.kind, name: owner.name } : null;
}
