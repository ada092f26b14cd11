/**
 * The single function that every request of the console leaves through. It sends GET, and one POST that stores nothing
 * (self-review.ts).
 * It follows no redirect and accepts no compression. One timer spans connect, headers and body.
 */

import http from 'node:http';
import https from 'node:https';
import { say } from '#lib/messages/say.ts';
import { assertSelfReview, type SelfReview, selfReviewBody } from './self-review.ts';
import { TransportError, transportErrorOf } from './transport-error.ts';

export interface Exchange {
  url: URL;
  headers: Readonly<Record<string, string>>;
  agent: http.Agent | undefined;
  /** `user:password` for basic authentication. */
  auth?: string | undefined;
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface ReadLimits {
  /** Over connect, headers and body together. */
  timeoutMs: number;
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

/**
 * Sends one request. `method` is an argument so that a test can try the others.
 * @throws TransportError `forbidden-method`, before a socket is opened, for anything but GET without a body and the
 * self-review of permissions.
 */
export function send(method: string, exchange: Exchange, review?: SelfReview): http.ClientRequest {
  if (method === 'GET' && review === undefined) return begin('GET', exchange, null);
  if (method !== 'POST' || review === undefined)
    throw new TransportError('forbidden-method', say('cause-method', { method }));
  assertSelfReview(exchange.url, review);
  return begin('POST', exchange, selfReviewBody(review));
}

function begin(
  method: 'GET' | 'POST',
  { url, headers, agent, auth }: Exchange,
  body: string | null,
): http.ClientRequest {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TransportError('other', say('cause-protocol', { protocol: url.protocol }));
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    agent,
    auth,
    headers: {
      ...headers,
      ...(body === null
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      'accept-encoding': 'identity',
    },
    setHost: true,
    maxHeaderSize: 32_768,
  });
  request.end(body ?? undefined);
  return request;
}

/**
 * One whole answer, whatever its status. A request on a kept-alive socket that the other side had just closed is
 * retried once.
 * @throws TransportError with a reason for people.
 */
export function fetchAnswer(exchange: Exchange, limits: ReadLimits): Promise<Answer> {
  return tried(limits, (left) => attempt(() => send('GET', exchange), left));
}

/** The answer to the self-review of permissions. Like a GET it is safe to repeat. */
export function fetchReview(exchange: Exchange, review: SelfReview, limits: ReadLimits): Promise<Answer> {
  return tried(limits, (left) => attempt(() => send('POST', exchange, review), left));
}

async function tried(limits: ReadLimits, once: (limits: ReadLimits) => Promise<Answer>): Promise<Answer> {
  const deadline = performance.now() + limits.timeoutMs;
  try {
    return await once(limits);
  } catch (error) {
    if (!(error instanceof StaleSocket)) throw error;
    return once({ ...limits, timeoutMs: Math.max(1, deadline - performance.now()) });
  }
}

/** Bounds provisional answers (1xx), since they are headers without a limit. No server needs more than a few. */
const MAX_HINTS = 8;

/** A reused socket died before the first byte of an answer: the server may never have read the request. */
class StaleSocket extends TransportError {
  constructor() {
    super('reset', say('cause-reset'));
  }
}

function attempt(start: () => http.ClientRequest, limits: ReadLimits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let request: http.ClientRequest;
    try {
      if (limits.signal?.aborted) throw new TransportError('stopped', say('cause-stopped'));
      request = start();
    } catch (error) {
      reject(transportErrorOf(error));
      return;
    }
    let answered = false;
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', stop);
      settle();
    };
    const fail = (error: TransportError): void => {
      finish(() => reject(error));
      request.destroy();
    };
    const stop = (): void => fail(new TransportError('stopped', say('cause-stopped')));
    const timer = setTimeout(() => fail(timeoutError(limits.timeoutMs)), limits.timeoutMs);
    timer.unref();
    limits.signal?.addEventListener('abort', stop, { once: true });
    request.on('error', (error) => {
      const reason = transportErrorOf(error);
      fail(!answered && request.reusedSocket && reason.failure === 'reset' ? new StaleSocket() : reason);
    });
    let hints = 0;
    request.on('information', () => {
      hints += 1;
      if (hints > MAX_HINTS) fail(new TransportError('other', say('cause-never-begins')));
    });
    request.on('response', (response) => {
      answered = true;
      collect(response, limits.maxBytes).then((body) => {
        finish(() => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      }, fail);
    });
  });
}

/** The error for an answer that was not complete within this time. */
export function timeoutError(timeoutMs: number): TransportError {
  return new TransportError('timeout', say('cause-timeout', { timeoutMs }));
}

/** Reads a body up to `maxBytes`, and stops there if it is longer. */
function collect(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const tooLarge = (): void =>
      reject(new TransportError('too-large', say('cause-too-large', { maxBytes })));
    if (Number(response.headers['content-length']) > maxBytes) return tooLarge();
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) return tooLarge();
      chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks, size)));
    response.on('error', (error) => reject(transportErrorOf(error)));
    response.on('close', () => reject(new TransportError('reset', say('cause-reset-midway'))));
  });
}
