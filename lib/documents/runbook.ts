/** `/api/v1/runbooks/{slug}`: one runbook as Markdown, with placeholders not yet filled in. */

import { z } from 'zod';

export const runbookSchema = z.object({ slug: z.string(), title: z.string(), markdown: z.string() });
export type Runbook = z.infer<typeof runbookSchema>;

/** The runbooks that there are. */
export interface Runbooks {
  get(slug: string): { slug: string; title: string; markdown: string } | null;
  list(): { slug: string; title: string }[];
}
