/** How a tab keeps the sources' details current. */

import { type Renewal, useRenewedDocument } from '#components/live/renewed-document.ts';
import { type SourcesDocument, sourcesSchema } from '#lib/documents/sources.ts';

const SOURCES: Renewal<SourcesDocument> = {
  path: '/api/v1/sources',
  schema: sourcesSchema,
  // Probes are tried each second or two: what is told of them must not look older than it is.
  everyMs: 2_000,
};

/** The sources, first as the server rendered them. `past`: they could not be renewed in time and tell of the past. */
export function useSources(first: SourcesDocument): { told: SourcesDocument; past: boolean } {
  return useRenewedDocument(first, SOURCES);
}
