/** How a tab keeps the contracts current: asked anew each few seconds, since they change while no posture does. */
import { QueryClient, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '#components/live/live.tsx';
import { type ContractsDocument, contractsSchema } from '#lib/wire/contracts.ts';

const AGAIN_AFTER_MS = 5_000;

/** @throws when the console does not answer with contracts. */
async function readContracts(signal: AbortSignal): Promise<ContractsDocument> {
  const response = await fetch('/api/v1/contracts', { signal });
  if (!response.ok) throw new Error(`contracts: ${response.status}`);
  return contractsSchema.parse(await response.json());
}

/** The contracts, first as the server rendered them. `past`: they could not be renewed in time and tell of the past. */
export function useContracts(first: ContractsDocument): { contracts: ContractsDocument; past: boolean } {
  const now = useNow();
  // Made for each page: the server renders for many readers.
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } }),
  );
  const { data } = useQuery(
    {
      queryKey: ['contracts'],
      queryFn: ({ signal }) => readContracts(signal),
      initialData: first,
      refetchInterval: AGAIN_AFTER_MS,
      retry: false,
    },
    client,
  );
  // Both are instants of the server, written alike: their order as text is their order in time.
  return { contracts: data, past: now > data.validUntil };
}
