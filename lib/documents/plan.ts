/** `/api/v1/plan`: the plan in force, and the problems of the file on disk if it has any. */

import { z } from 'zod';
import { planSchema } from '../plan/schema.ts';
import { document, json } from './define.ts';

export const planDocumentSchema = z.object({
  file: z.string(),
  digest: z.string(),
  problems: z.array(z.string()),
  plan: planSchema,
});
export type PlanDocument = z.infer<typeof planDocumentSchema>;

export const planDocument = document({
  path: '/api/v1/plan',
  tag: 'present',
  summary: 'The plan in force',
  description:
    'With what is wrong with the file on disk, if anything is: then the plan that was read before stays in force.',
  body: json('Plan', planDocumentSchema),
  answers: { 200: 'The plan' },
});
