/** A whole collection by GET, page by page, as one consistent snapshot. */

import { z } from 'zod';
import { say } from '#lib/messages/say.ts';
import { TransportError } from '../http/transport-error.ts';
import { ApiError } from './api-status.ts';
import type { Pool } from './credentials.ts';
import type { Query, ReadOnlyTransport } from './transport.ts';

const listSchema = z.object({
  kind: z.string().endsWith('List'),
  metadata: z.object({ resourceVersion: z.string().default(''), continue: z.string().nullish() }),
  items: z.array(z.unknown()).nullable(),
});

export interface ListOptions {
  query?: Query;
  timeoutMs: number;
  pool: Pool;
  signal: AbortSignal;
}

export interface Listing<T> {
  taken: T[];
  resourceVersion: string;
  /** Start of the first request: the list shows the state at this time or later. */
  startedAt: number;
}

const PAGE = 500;
const MAX_PAGES = 400;
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
const MAX_RESTARTS = 3;

/**
 * Each raw object goes through `take` as its page arrives, so that only one page is in memory.
 * If the snapshot behind the pages expires (410), the list begins again.
 * @throws ApiError if refused, TransportError if no complete answer came.
 */
export async function listAll<T>(
  transport: ReadOnlyTransport,
  path: string,
  options: ListOptions,
  take: (raw: unknown, startedAt: number) => T,
): Promise<Listing<T>> {
  for (let restarts = 0; ; restarts++) {
    try {
      return await listOnce(transport, path, options, take);
    } catch (error) {
      const expired = error instanceof ApiError && error.status === 410;
      if (!expired || restarts >= MAX_RESTARTS) throw error;
    }
  }
}

async function listOnce<T>(
  transport: ReadOnlyTransport,
  path: string,
  options: ListOptions,
  take: (raw: unknown, startedAt: number) => T,
): Promise<Listing<T>> {
  const listing: Listing<T> = { taken: [], resourceVersion: '', startedAt: 0 };
  let token: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { ...options.query, limit: PAGE, ...(token === null ? {} : { continue: token }) };
    const { query: _, ...limits } = options;
    const answer = await transport.get(path, { ...limits, query, maxBytes: MAX_PAGE_BYTES });
    if (answer.status !== 200) throw new ApiError(answer.status, answer.body);
    const body = parseList(answer.body);
    if (page === 0) listing.startedAt = answer.startedAt;
    for (const raw of body.items ?? []) listing.taken.push(take(raw, listing.startedAt));
    listing.resourceVersion = body.metadata.resourceVersion;
    token = body.metadata.continue || null;
    if (token === null) return listing;
  }
  throw new TransportError('too-large', say('cause-list-too-long', { maxObjects: PAGE * MAX_PAGES }));
}

function parseList(body: Buffer): z.infer<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new TransportError('other', say('cause-not-list'));
  }
}
