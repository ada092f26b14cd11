/** How a tab keeps the sources' details current: asked anew each few seconds, since they move while no posture does. */
import { QueryClient, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '#components/live/live.tsx';
import { type SourcesDocument, sourcesSchema } from '#lib/wire/sources.ts';

/** Probes are tried each second or two: what is told of them must not look older than it is. */
const AGAIN_AFTER_MS = 2_000;

/** @throws when the console does not answer with sources. */
async function readSources(signal: AbortSignal): Promise<SourcesDocument> {
  const response = await fetch('/api/v1/sources', { signal });
  if (!response.ok) throw new Error(`sources: ${response.status}`);
  return sourcesSchema.parse(await response.json());
}

/** The sources, first as the server rendered them. `past`: they could not be renewed in time and tell of the past. */
export function useSources(first: SourcesDocument): { told: SourcesDocument; past: boolean } {
  const now = useNow();
  // Made for each page: the server renders for many readers.
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } }),
  );
  const { data } = useQuery(
    {
      queryKey: ['sources'],
      queryFn: ({ signal }) => readSources(signal),
      initialData: first,
      refetchInterval: AGAIN_AFTER_MS,
      retry: false,
    },
    client,
  );
  // Both are instants of the server, written alike: their order as text is their order in time.
  return { told: data, past: now > data.validUntil };
}
