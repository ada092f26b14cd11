/** How a tab keeps the SLOs current. */

import { type Renewal, useRenewedDocument } from '#components/live/renewed-document.ts';
import { type SloDocument, sloSchema } from '../document.ts';

const SLO: Renewal<SloDocument> = { path: '/api/v1/slo', schema: sloSchema, everyMs: 30_000 };

/** `past`: they could not be renewed in time and tell of the past. */
export function useSlo(first: SloDocument): { slo: SloDocument; past: boolean } {
  const { told, past } = useRenewedDocument(first, SLO);
  return { slo: told, past };
}
