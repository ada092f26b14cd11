/** An object as the API server has it. */

import { z } from 'zod';
import { groupOf, kindName } from '#lib/facts/kind-name.ts';

export const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type RawObject = z.infer<typeof objectSchema>;

/** Groups of Kubernetes itself, which its kinds are called without. */
const OWN_GROUPS = ['', 'apps', 'batch', 'autoscaling'];

/** Its kind as the console calls it: that of an add-on with its group. */
export function kindOf({ apiVersion, kind }: Pick<RawObject, 'apiVersion' | 'kind'>): string {
  const group = groupOf(apiVersion);
  return OWN_GROUPS.includes(group) ? kind : kindName(group, kind);
}

/** Names one object; a `*` at the end of a name stands for any rest. */
export interface Ref {
  kind: string;
  namespace: string;
  name: string;
}
