/** RFC 9457 problem details, the body of every refused request. */

import { z } from 'zod';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  /** One entry per offending parameter. */
  errors: z.array(z.object({ parameter: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
