/** Whom to call: names with contacts, by the plan. A contact is text, and nothing ever asks it. */

import { z } from 'zod';
import { textSchema } from './text-schema.ts';

/** Somebody, and how to reach them: a phone, a channel, an address. Without one that is a gap, and shown as one. */
export const personSchema = z.strictObject({
  name: textSchema,
  contact: z.string().trim().min(1).max(200).nullable().optional(),
});
export type Person = z.infer<typeof personSchema>;

/** Who is called for each priority; `null` and what is left out: nobody yet. */
export const oncallSchema = z.strictObject({
  P0: personSchema.nullable().optional(),
  P1: personSchema.nullable().optional(),
  P2: personSchema.nullable().optional(),
  P3: personSchema.nullable().optional(),
});
