/** What a race is asked for and what it tells, between threads. */

import { z } from 'zod';

/** One part of all saboteurs, in the first worlds of a seed. */
export const taskSchema = z.object({
  seed: z.int(),
  worlds: z.int(),
  part: z.int(),
  parts: z.int(),
  /** In so many worlds those on a list of uncaught ones are tried. */
  patience: z.int(),
});
export type Task = z.infer<typeof taskSchema>;

export const outcomeSchema = z.object({
  name: z.string(),
  /** What a named one gets wrong; null of a clause, whose name says it. */
  fault: z.string().nullable(),
  /** The properties that caught it; none if it was not caught. */
  properties: z.array(z.string()),
  /** How many worlds it took; null if it was not caught. */
  worlds: z.int().nullable(),
  /** In how many worlds it was tried: a clause that has no part in a world is not. */
  tried: z.int(),
  ms: z.number(),
});
export type Outcome = z.infer<typeof outcomeSchema>;
