/** `/api/v1/runbooks/{slug}`: one runbook as Markdown, with placeholders not yet filled in. */

import { z } from 'zod';
import { document, json } from './define.ts';

export const runbookSchema = z.object({ slug: z.string(), title: z.string(), markdown: z.string() });
export type Runbook = z.infer<typeof runbookSchema>;

/** The existing runbooks. */
export interface Runbooks {
  get(slug: string): { slug: string; title: string; markdown: string } | null;
  list(): { slug: string; title: string }[];
}

export const runbookDocument = document({
  path: '/api/v1/runbooks/{slug}',
  tag: 'documentation',
  summary: 'One runbook as Markdown',
  description: 'As it is on disk: its placeholders are not filled in.',
  variable: { description: 'Name of the runbook’s file without .md', example: 'feed_stale' },
  body: json('Runbook', runbookSchema),
  answers: { 200: 'The runbook' },
  problems: { 404: 'There is no such runbook' },
});
