/** The deaths of each container: a crash loop's beginning belongs to the container, across its restarts. */

import { z } from 'zod';

const at = z.number();

const deathsSchema = z.object({
  /** The first death of the loop, epoch ms. */
  first: at,
  last: at,
  count: z.number(),
  /** Its restarts when they were last counted. */
  restarts: z.number(),
});
export type Deaths = z.infer<typeof deathsSchema>;

/** By the container. */
export const deathMemorySchema = z.array(z.tuple([z.string(), deathsSchema]));
export type DeathMemory = z.infer<typeof deathMemorySchema>;

export const NO_DEATHS: DeathMemory = [];
