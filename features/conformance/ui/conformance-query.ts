/** How a tab keeps the contracts current. */

import { type Renewal, useRenewedDocument } from '#components/live/renewed-document.ts';
import { type ContractsDocument, contractsSchema } from '../document.ts';

const CONTRACTS: Renewal<ContractsDocument> = {
  path: '/api/v1/contracts',
  schema: contractsSchema,
  everyMs: 5_000,
};

/** The contracts, first as the server rendered them. `past`: they could not be renewed in time and tell of the past. */
export function useContracts(first: ContractsDocument): { contracts: ContractsDocument; past: boolean } {
  const { told, past } = useRenewedDocument(first, CONTRACTS);
  return { contracts: told, past };
}
