import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request, taken apart, with the response that waits for its answer. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Takes a request apart. */
export function callOf(request: IncomingMessage, response: ServerResponse): Call {
  const url = new URL(`http://practice${request.url ?? '/'}`);
  return { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, request, response };
}

/** The media type of a request's body. */
export function contentType(call: Call): string {
  return call.request.headers['content-type'] ?? '';
}

/** Recorded writer: the client's field manager, otherwise its user agent. */
export function managerOf(call: Call): string {
  return call.query.get('fieldManager') ?? call.request.headers['user-agent']?.split('/')[0] ?? 'unknown';
}
