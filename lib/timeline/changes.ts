/** `/api/v1/changes`: when what the console said changed, and when nobody watched. `zod/mini`: the page parses it too. */

import * as z from 'zod/mini';
import { instantSchema } from '../status/status.ts';
import { verdictSchema } from '../vocabulary.ts';

const changeSchema = z.object({
  at: instantSchema,
  /** Of the posture that was published then. */
  id: z.string(),
  /** Of execution, e.g. `proven-off`. */
  outcome: z.string(),
  /** The worst verdict of execution, failures and agents, those left out that the plan itself leaves open. */
  worst: verdictSchema,
});
export type Change = z.infer<typeof changeSchema>;

const holeSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** Such as: the console was not running. */
  why: z.string(),
});
export type Hole = z.infer<typeof holeSchema>;

export const changesSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  changes: z.array(changeSchema),
  /** True if there are others after the last one listed. */
  more: z.boolean(),
  /** Times in which nothing was observed, or nothing could be kept. */
  holes: z.array(holeSchema),
});
export type Changes = z.infer<typeof changesSchema>;
