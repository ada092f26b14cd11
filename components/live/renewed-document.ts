/** How a tab keeps a document current that moves while no posture does: asked anew each few seconds. */

import { QueryClient, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from './live.tsx';

/** Where a document is had, what it must be, and how often it is asked for. */
export interface Renewal<T> {
  path: string;
  schema: { parse(value: unknown): T };
  everyMs: number;
}

/** @throws when the console does not answer with such a document. */
async function read<T>({ path, schema }: Renewal<T>, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return schema.parse(await response.json());
}

/** The document, first as the server rendered it. `past`: it could not be renewed in time and tells of the past. */
export function useRenewedDocument<T extends { validUntil: string }>(
  first: T,
  renewal: Renewal<T>,
): { told: T; past: boolean } {
  const now = useNow();
  // Made for each page: the server renders for many readers.
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } }),
  );
  const { data: told = first } = useQuery(
    {
      queryKey: [renewal.path],
      queryFn: ({ signal }) => read(renewal, signal),
      initialData: () => first,
      refetchInterval: renewal.everyMs,
      retry: false,
    },
    client,
  );
  // Both are instants of the server, written alike: their order as text is their order in time.
  return { told, past: now > told.validUntil };
}
