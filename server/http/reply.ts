/** How every answer leaves: whole, typed, never cached, and with the headers that keep a page to itself. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '#lib/documents/problem.ts';

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

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: Buffer | string,
): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    'cache-control': 'no-store',
  });
  response.end(bytes);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** A refusal as RFC 9457 problem details. */
export function sendProblem(
  response: ServerResponse,
  problem: Omit<Problem, 'type'> & { type?: string },
): void {
  const body = { type: 'about:blank', ...problem };
  send(response, problem.status, 'application/problem+json; charset=utf-8', JSON.stringify(body));
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
