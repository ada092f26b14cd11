/** One watch request: reads its lines, tracks the resourceVersion, and reports why it ended. */

import { z } from 'zod';
import { TransportError } from '../http/transport-error.ts';
import { ApiError } from './api-status.ts';
import type { Query, ReadOnlyTransport } from './transport.ts';

const head = { name: z.string().min(1), uid: z.string().min(1), resourceVersion: z.string().min(1) };
const objectSchema = z.looseObject({ metadata: z.looseObject(head) });
const versionSchema = z.object({ metadata: z.object({ resourceVersion: z.string().min(1) }) });
/** Every form of line that the API server sends; an object without its kind could be any. */
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ADDED', 'MODIFIED', 'DELETED']), object: objectSchema }),
  z.object({ type: z.literal('BOOKMARK'), object: versionSchema }),
  z.object({ type: z.literal('ERROR'), object: z.unknown() }),
]);
const errorSchema = z.object({ code: z.number().optional(), message: z.string().optional() });

/** `ended`: by the server, normally. After every other end the collection is listed again. */
export type WatchEnd = 'ended' | 'expired' | 'silent' | 'unparsable' | 'lost' | 'failed';

export interface WatchOptions {
  path: string;
  query: Query;
  resourceVersion: string;
  watchSeconds: number;
  silenceMs: number;
  signal: AbortSignal;
  onOpen(): void;
  /** After each line that could be read, bookmarks included. */
  onLine(): void;
  /** False if it could not be taken: then the watch ends as `unparsable`. */
  onObject(type: 'ADDED' | 'MODIFIED' | 'DELETED', raw: unknown): boolean;
}

const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** `lines`: the number of its lines that could be read. */
export interface WatchResult {
  end: WatchEnd;
  resourceVersion: string;
  lines: number;
}

/** @throws ApiError if the watch is refused; every other way to end is a result. */
export async function watchOnce(transport: ReadOnlyTransport, options: WatchOptions): Promise<WatchResult> {
  let { resourceVersion } = options;
  let end: WatchEnd = 'ended';
  let lines = 0;
  const onLine = (line: string): boolean => {
    const event = parseEvent(line);
    if (event?.type === 'ERROR')
      end = errorSchema.safeParse(event.object).data?.code === 410 ? 'expired' : 'failed';
    else if (!event || !take(event, options)) end = 'unparsable';
    else {
      resourceVersion = event.object.metadata.resourceVersion;
      lines += 1;
      options.onLine();
    }
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
  return { end, resourceVersion, lines };
}

type WatchEvent = z.infer<typeof eventSchema>;

function take(event: Exclude<WatchEvent, { type: 'ERROR' }>, { onObject }: WatchOptions): boolean {
  return event.type === 'BOOKMARK' || onObject(event.type, event.object);
}

function endOf(error: unknown): WatchEnd {
  if (error instanceof ApiError) return 'expired';
  return error instanceof TransportError && error.failure === 'timeout' ? 'silent' : 'lost';
}

function parseEvent(line: string): WatchEvent | null {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
