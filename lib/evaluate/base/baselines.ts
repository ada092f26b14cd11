/** What was in force at the last close that the console watched: plain data, kept in the journal. */

import { z } from 'zod';

/** Epoch milliseconds. */
const at = z.number();

const baselineSchema = z.object({
  /** The close, and when it was taken: the first look after it. */
  close: at,
  takenAt: at,
  /** By what it is of: a value that may be shown, or the mark of one that may not. */
  items: z.record(z.string(), z.string()),
});
export type Baseline = z.infer<typeof baselineSchema>;

/** By agent; `*`: of the mesh. */
export const baselinesSchema = z.array(z.tuple([z.string(), baselineSchema]));
export type Baselines = z.infer<typeof baselinesSchema>;

export const NO_BASELINES: Baselines = [];
