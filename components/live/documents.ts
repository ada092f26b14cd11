/**
 * How a page reads documents of the API: one client and one cache for the whole page. The stream puts the posture and the
 * tick into it; a document that moves while no posture does is asked for again as often as its definition says.
 */

import { QueryClient, useQuery } from '@tanstack/react-query';
import { addressOf } from '#lib/documents/address.ts';
import type { JsonDefinition, Parameters, ParamsOf } from '#lib/documents/define.ts';
import { POSTURE_PATH, STREAM_PATH } from '#lib/documents/live.ts';
import { useIsAfter, useStill, useStore } from './context.ts';
import type { LiveStore } from './live-store.ts';

const clients = new WeakMap<object, QueryClient>();

/**
 * The one client of a live provider. Its code is as large as a panel, so its first user makes it: the server renders
 * a provider for each reader.
 */
export function clientOf(store: Pick<LiveStore, 'subscribe' | 'now'>): QueryClient {
  const known = clients.get(store);
  if (known !== undefined) return known;
  const client = new QueryClient({
    // Server-rendered data is fresh until the next poll; nothing is dropped while the page is open.
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY, retry: false },
    },
  });
  // The store has kept the parts that say the same.
  for (const path of [POSTURE_PATH, STREAM_PATH])
    client.setQueryDefaults([path], { structuralSharing: false });
  const feed = () => {
    const { posture, tick } = store.now();
    client.setQueryData([POSTURE_PATH], posture);
    client.setQueryData([STREAM_PATH], tick);
  };
  feed();
  store.subscribe(feed);
  clients.set(store, client);
  return client;
}

/** @throws when the console does not answer with such a document. */
export async function readDocument<P extends Parameters, T>(
  definition: JsonDefinition<P, T>,
  params: ParamsOf<P>,
  signal: AbortSignal,
): Promise<T> {
  const address = addressOf(definition, params);
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return definition.body.schema.parse(await response.json());
}

export interface Told<T> {
  told: T;
  /** The last request failed: the data is older. */
  failed: boolean;
  /** It could not be refreshed in time and describes the past. */
  past: boolean;
}

/** A document, `first` as the server rendered it; null if the server could not read it. */
export function useDocument<P extends Parameters, T, F extends T | null>(
  definition: JsonDefinition<P, T>,
  params: ParamsOf<P>,
  first: F,
): Told<T | F> {
  const still = useStill();
  const { data, isError: failed } = useQuery(
    {
      queryKey: [addressOf(definition, params)],
      queryFn: ({ signal }) => readDocument(definition, params, signal),
      initialData: () => first ?? undefined,
      refetchInterval: definition.everyMs ?? false,
      // A page of the past gets no updates.
      enabled: !still,
    },
    clientOf(useStore()),
  );
  const told = data ?? first;
  // Both are instants of the server, written alike: their order as text is their order in time.
  return { told, failed, past: useIsAfter(validUntil(told)) };
}

/** End of a document's validity as present; null if it has none. */
export function validUntil(told: unknown): string | null {
  if (typeof told !== 'object' || told === null || !('validUntil' in told)) return null;
  return typeof told.validUntil === 'string' ? told.validUntil : null;
}
