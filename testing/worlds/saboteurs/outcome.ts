/** What a race is asked for and what it tells, between threads. */

import { z } from 'zod';

/** One part of all saboteurs, in the first draws and worlds of a seed. */
export const taskSchema = z.object({
  seed: z.int(),
  /** Draws of the grammar, which only clauses race through. */
  draws: z.int(),
  worlds: z.int(),
  part: z.int(),
  parts: z.int(),
  /** In so many worlds, and in ten times as many draws, those on a list of uncaught ones are tried. */
  patience: z.int(),
});
export type Task = z.infer<typeof taskSchema>;

/** What caught one, in which arena, and after how many draws or worlds of it. */
const catchSchema = z.object({
  arena: z.enum(['draws', 'worlds']),
  after: z.int(),
  /** The draw or world that showed it. */
  index: z.int(),
  properties: z.array(z.string()),
  /** True if nothing shows but an exception: a guard is gone, and no wrong answer came of it. */
  threw: z.boolean(),
});
export type Catch = z.infer<typeof catchSchema>;

export const outcomeSchema = z.object({
  name: z.string(),
  /** What a named one gets wrong; null of a clause, whose name says it. */
  fault: z.string().nullable(),
  caught: catchSchema.nullable(),
  /** In how many draws and worlds it was tried: a clause that has no part in one is not. */
  tried: z.object({ draws: z.int(), worlds: z.int() }),
  ms: z.number(),
});
export type Outcome = z.infer<typeof outcomeSchema>;
