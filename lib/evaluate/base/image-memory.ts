/** What evaluation must remember of images, since the cluster shows only what runs now: plain data, kept in the journal. */

import { z } from 'zod';

/** Epoch milliseconds. */
const at = z.number();

const rememberedSchema = z.object({
  /** All that ran when it was last seen. */
  digests: z.array(z.string()),
  /** Since when no pod of it runs; null while one does. */
  goneAt: at.nullable(),
  /** When another digest was first seen under the same reference; null: never. */
  moved: z.object({ from: z.string(), to: z.string(), at }).nullable(),
});
export type RememberedImage = z.infer<typeof rememberedSchema>;

/** By workload, container, reference and place. */
export const imageMemorySchema = z.array(z.tuple([z.string(), rememberedSchema]));
export type ImageMemory = z.infer<typeof imageMemorySchema>;

export const NO_IMAGES: ImageMemory = [];
