/** Every answer is whole, typed, never cached, and has the headers that isolate a page. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '#lib/documents/problem.ts';
import type { Reply } from '#lib/documents/reply.ts';

/** The page needs nothing from anywhere else; nobody may frame it. Its one form asks this console, by GET as all else. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** The methods that exist here. There is no other, on any path. */
export const ALLOWED_METHODS = ['GET', 'HEAD'];

/** A document in JSON. */
export function jsonReply(value: unknown, status = 200, headers: Reply['headers'] = {}): Reply {
  return reply(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

export function reply(
  status: number,
  contentType: string,
  body: Reply['body'],
  headers: Reply['headers'] = {},
): Reply {
  return {
    status,
    headers: {
      ...headers,
      'content-type': contentType,
      'content-length': String(typeof body === 'string' ? Buffer.byteLength(body) : body.length),
      'cache-control': 'no-store',
    },
    body,
  };
}

/** A refusal as RFC 9457 problem details. */
export function problemReply(
  problem: Omit<Problem, 'type'> & { type?: string },
  headers: Reply['headers'] = {},
): Reply {
  const body = JSON.stringify({ type: 'about:blank', ...problem });
  return reply(problem.status, 'application/problem+json; charset=utf-8', body, headers);
}

/** 404; `says`: the whole, where a client looks for a word of its own. */
export function notFound(detail: string, parameter: string, says = detail): Reply {
  const errors = [{ parameter, detail }];
  return problemReply({ title: 'Not Found', status: 404, detail: says, errors });
}

/** 400, of a parameter that is well formed and cannot be answered. */
export function refused(detail: string, parameter: string): Reply {
  const errors = [{ parameter, detail }];
  return problemReply({ title: 'Bad Request', status: 400, detail: `${parameter}: ${detail}`, errors });
}

/** An internal error; the document cannot be made. */
export function failed(error: unknown): Reply {
  return problemReply({ title: 'Internal Server Error', status: 500, detail: String(error) });
}

/** The journal's answer, or 503 with the reason. */
export function remembered<T, R>(promise: Promise<T>, then: (value: T) => R): Promise<R | Reply> {
  return promise.then(then).catch(unread);
}

function unread(error: unknown): Reply {
  const detail = error instanceof Error ? error.message : String(error);
  return problemReply({ title: 'Service Unavailable', status: 503, detail: `The journal: ${detail}.` });
}

export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers);
  response.end(body);
}

export function sendProblem(response: ServerResponse, problem: Parameters<typeof problemReply>[0]): void {
  sendReply(response, problemReply(problem));
}

/** Refuses every method but GET and HEAD; true when it has answered. */
export function refuseMethod(request: IncomingMessage, response: ServerResponse): boolean {
  if (ALLOWED_METHODS.includes(request.method ?? '')) return false;
  response.setHeader('allow', ALLOWED_METHODS.join(', '));
  response.setHeader('connection', 'close');
  sendProblem(response, {
    title: 'Method Not Allowed',
    status: 405,
    detail: 'This console is read-only: it answers GET and HEAD and has no way to change anything.',
  });
  return true;
}
