/**
 * The only access to the Kubernetes API: GET, and the self-review of permissions by POST, which stores nothing.
 * `collectors/http/exchange.ts` asserts it.
 */

import type { IncomingHttpHeaders } from 'node:http';
import { say } from '#lib/messages/say.ts';
import type { Clock } from '#platform/clock.ts';
import { type HttpClient, NETWORK } from '../http/client.ts';
import type { Exchange } from '../http/exchange.ts';
import { selfReviewUrl } from '../http/self-review.ts';
import { TransportError, transportErrorOf } from '../http/transport-error.ts';
import { ApiError, readApiStatus } from './api-status.ts';
import type { Connection, Credentials, Pool } from './credentials.ts';

export type Query = Readonly<Record<string, string | number | boolean>>;

export interface GetOptions {
  query?: Query;
  headers?: Readonly<Record<string, string>>;
  timeoutMs: number;
  maxBytes: number;
  signal?: AbortSignal;
  pool?: Pool;
}

export interface GetAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Epoch milliseconds by the console's clock: the answer shows the state at this time or later. */
  startedAt: number;
}

export interface StreamOptions {
  query?: Query;
  silenceMs: number;
  maxLineBytes: number;
  signal: AbortSignal;
  onOpen(): void;
  /** Returns false to stop reading; the stream then resolves. */
  onLine(line: string): boolean;
}

export interface ReadOnlyTransport {
  /** A whole answer, whatever its status. @throws TransportError */
  get(path: string, options: GetOptions): Promise<GetAnswer>;
  /** Resolves when the server ends the stream. @throws TransportError, or ApiError if it refuses. */
  stream(path: string, options: StreamOptions): Promise<void>;
}

/** Given only to the review of the own permissions. */
export interface ReviewTransport {
  /**
   * The credential's permissions in a namespace: a SelfSubjectRulesReview as the API server answers it.
   * @throws TransportError, `forbidden-method` if it is switched off.
   */
  review(namespace: string, options: Omit<GetOptions, 'query' | 'headers' | 'pool'>): Promise<GetAnswer>;
}

/** The path of any Secret. */
const SECRETS = /\/api\/v1\/(?:watch\/)?(?:namespaces\/[^/]+\/)?secrets(?:\/|$)/i;

/** `permissionReview`: true if the one POST may leave at all. `http`: for tests. */
export function makeTransport(
  credentials: Credentials,
  clock: Clock,
  { permissionReview, http = NETWORK }: { permissionReview: boolean; http?: HttpClient },
): ReadOnlyTransport & ReviewTransport {
  const connect = async (timeoutMs: number): Promise<{ connection: Connection; left: number }> => {
    const begun = clock.monotonic();
    const connection = await withinTime(credentials.connection(), timeoutMs);
    return { connection, left: Math.max(1, timeoutMs - (clock.monotonic() - begun)) };
  };
  const refusedToken = (status: number, body: Buffer): void => {
    if (status === 401 && readApiStatus(body) !== null) credentials.refresh();
  };
  return {
    async get(path, options) {
      const startedAt = clock.now();
      const { timeoutMs, maxBytes, signal } = options;
      const { connection, left } = await connect(timeoutMs);
      const exchange = exchangeOf(credentials.server, path, connection, options.pool ?? 'list', options);
      const answer = await http.fetchAnswer(exchange, { timeoutMs: left, maxBytes, signal });
      refusedToken(answer.status, answer.body);
      return { ...answer, startedAt };
    },
    async review(namespace, { timeoutMs, maxBytes, signal }) {
      if (!permissionReview) throw new TransportError('forbidden-method', say('cause-review-off'));
      const startedAt = clock.now();
      const { connection, left } = await connect(timeoutMs);
      const asked = { server: credentials.server, namespace };
      const exchange = { ...signed(connection, 'list'), url: selfReviewUrl(asked) };
      const answer = await http.fetchReview(exchange, asked, { timeoutMs: left, maxBytes, signal });
      refusedToken(answer.status, answer.body);
      return { ...answer, startedAt };
    },
    async stream(path, options) {
      const connection = await withinTime(credentials.connection(), options.silenceMs);
      const exchange = exchangeOf(credentials.server, path, connection, 'watch', options);
      const refusal = await http.readLines(exchange, options);
      if (!refusal) return;
      refusedToken(refusal.status, refusal.body);
      throw new ApiError(refusal.status, refusal.body);
    },
  };
}

function exchangeOf(
  server: string,
  path: string,
  connection: Connection,
  pool: Pool,
  options: { query?: Query; headers?: Readonly<Record<string, string>> },
): Exchange {
  const url = new URL(`${server}${path}`);
  // Checked after the URL was normalised, so that no `..` in a path from the plan leads there.
  if (SECRETS.test(plainPath(url.pathname)))
    throw new TransportError('forbidden-method', say('cause-secrets'));
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, String(value));
  return { ...signed(connection, pool, options.headers), url };
}

function signed(
  { headers, agents, auth }: Connection,
  pool: Pool,
  more: Readonly<Record<string, string>> = {},
): Omit<Exchange, 'url'> {
  return { headers: { accept: 'application/json', ...more, ...headers }, agent: agents[pool], auth };
}

/**
 * The path as any server on the way may read it: decoded, more than once, without its empty segments. A path that
 * cannot be decoded could be read as anything, so it is refused.
 */
function plainPath(path: string): string {
  try {
    let plain = path;
    for (let decoded = decodeURIComponent(plain); decoded !== plain; decoded = decodeURIComponent(plain))
      plain = decoded;
    return plain.replace(/\/{2,}/g, '/');
  } catch {
    return '/api/v1/secrets';
  }
}

/** A credential plugin that waits for a person must not make a read wait longer than its own limit. */
async function withinTime(connection: Promise<Connection>, timeoutMs: number): Promise<Connection> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new TransportError('timeout', say('cause-plugin-silent'));
    timer = setTimeout(() => reject(error), timeoutMs);
    timer.unref();
  });
  try {
    return await Promise.race([connection, late]);
  } catch (error) {
    throw transportErrorOf(error);
  } finally {
    clearTimeout(timer);
  }
}
