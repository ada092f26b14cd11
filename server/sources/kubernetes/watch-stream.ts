/** One watch request: reads its lines, keeps the resourceVersion up, and says why it ended. */
import { z } from 'zod';
import { TransportError } from '../http/transport-error.ts';
import { ApiError } from './api-status.ts';
import type { Query, ReadOnlyTransport } from './transport.ts';

const eventSchema = z.object({ type: z.string(), object: z.unknown() });
const versionSchema = z.object({ metadata: z.object({ resourceVersion: z.string().min(1) }) });
const errorSchema = z.object({ code: z.number().optional(), message: z.string().optional() });

/** `ended`: by the server, in good order. Everything else is answered with a new list. */
export type WatchEnd = 'ended' | 'expired' | 'silent' | 'unparsable' | 'lost' | 'failed';

export interface WatchOptions {
  path: string;
  query: Query;
  resourceVersion: string;
  watchSeconds: number;
  silenceMs: number;
  signal: AbortSignal;
  onOpen(): void;
  /** After each line, bookmarks included. */
  onLine(): void;
  onObject(type: 'ADDED' | 'MODIFIED' | 'DELETED', raw: unknown): void;
}

const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** @throws ApiError when the watch is refused; every other way to end is a result. */
export async function watchOnce(
  transport: ReadOnlyTransport,
  options: WatchOptions,
): Promise<{ end: WatchEnd; resourceVersion: string }> {
  let resourceVersion = options.resourceVersion;
  let end: WatchEnd = 'ended';
  const onLine = (line: string): boolean => {
    const event = parseEvent(line);
    if (!event) end = 'unparsable';
    else if (event.type === 'ERROR')
      end = errorSchema.safeParse(event.object).data?.code === 410 ? 'expired' : 'failed';
    else if (isObjectEvent(event.type)) options.onObject(event.type, event.object);
    resourceVersion =
      versionSchema.safeParse(event?.object).data?.metadata.resourceVersion ?? resourceVersion;
    options.onLine();
    return end === 'ended';
  };
  try {
    await transport.stream(options.path, {
      query: {
        ...options.query,
        watch: 1,
        allowWatchBookmarks: true,
        timeoutSeconds: options.watchSeconds,
        resourceVersion,
      },
      silenceMs: options.silenceMs,
      maxLineBytes: MAX_LINE_BYTES,
      signal: options.signal,
      onOpen: options.onOpen,
      onLine,
    });
  } catch (error) {
    if (error instanceof ApiError && error.status !== 410) throw error;
    end = endOf(error);
  }
  return { end, resourceVersion };
}

function endOf(error: unknown): WatchEnd {
  if (error instanceof ApiError) return 'expired';
  return error instanceof TransportError && error.failure === 'timeout' ? 'silent' : 'lost';
}

function parseEvent(line: string): z.infer<typeof eventSchema> | null {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function isObjectEvent(type: string): type is 'ADDED' | 'MODIFIED' | 'DELETED' {
  return type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED';
}
