/** An object as the API server has it. */

import { z } from 'zod';

export const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type RawObject = z.infer<typeof objectSchema>;

/** Names one object; a `*` at the end of a name stands for any rest. */
export interface Ref {
  kind: string;
  namespace: string;
  name: string;
}
