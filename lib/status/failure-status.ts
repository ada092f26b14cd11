/** A failure mode of the plan, as the posture has it. `failureText` has its words. */

import * as z from 'zod/mini';
import { failureStateSchema } from '../vocabulary.ts';
import { statusFields } from './status.ts';

export const failureStatusSchema = z.object({
  ...statusFields('failure'),
  title: z.string(),
  state: failureStateSchema,
  /** The agents or objects that show it. */
  who: z.array(z.string()),
  /** The plan's text on it. */
  symptom: z.string(),
  causes: z.array(z.string()),
  action: z.string(),
  verification: z.string(),
});
export type FailureStatus = z.infer<typeof failureStatusSchema>;
