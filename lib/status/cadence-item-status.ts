/** An item of the ops cadence of one session, as the posture has it. `cadenceItemText` has its words. */

import * as z from 'zod/mini';
import { cadenceStateSchema } from '../vocabulary.ts';
import { instantSchema, statusFields } from './status.ts';

/** `id`: `plan item@09:45`, New York time: unique within the session. */
export const cadenceItemStatusSchema = z.object({
  ...statusFields('cadence-item'),
  title: z.string(),
  phase: z.string(),
  who: z.string(),
  at: instantSchema,
  /** The end of the time in which it is due. */
  until: instantSchema,
  state: cadenceStateSchema,
});
export type CadenceItemStatus = z.infer<typeof cadenceItemStatusSchema>;
