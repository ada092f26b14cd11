/** `/api/v1/plan`: the plan in force, and what is wrong with the file on disk if anything is. */

import { z } from 'zod';
import { planSchema } from '../plan/schema.ts';

export const planDocumentSchema = z.object({
  file: z.string(),
  digest: z.string(),
  problems: z.array(z.string()),
  plan: planSchema,
});
export type PlanDocument = z.infer<typeof planDocumentSchema>;
