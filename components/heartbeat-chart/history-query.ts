/**
 * How a tab asks for the history of an agent's heartbeat age, and how often again. Loaded once the page is at rest: what
 * the server rendered is young until then.
 */

import { QueryClient, useQuery } from '@tanstack/react-query';
import { type History, historySchema } from '#lib/series/history.ts';

const POINTS = 300;
const AGAIN_AFTER_MS = 10_000;

/** @throws when the console does not answer with a history. */
async function readHistory(agent: string, signal: AbortSignal): Promise<History> {
  const query = new URLSearchParams({ agent, series: 'heartbeat_age_seconds', points: String(POINTS) });
  const response = await fetch(`/api/v1/history?${query}`, { signal });
  if (!response.ok) throw new Error(`history of ${agent}: ${response.status}`);
  return historySchema.parse(await response.json());
}

// Only ever loaded in a browser, so that no two readers share it.
const histories = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });

/** The last quarter of an hour; first as the server rendered it. `failed`: what is drawn could not be renewed. */
export function useHistory(
  agent: string,
  initial: History | null,
): { history: History | null; failed: boolean } {
  const { data, isError } = useQuery(
    {
      queryKey: ['history', agent],
      queryFn: ({ signal }) => readHistory(agent, signal),
      initialData: initial ?? undefined,
      refetchInterval: AGAIN_AFTER_MS,
      retry: false,
    },
    histories,
  );
  return { history: data ?? null, failed: isError };
}
