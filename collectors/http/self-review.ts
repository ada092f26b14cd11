/**
 * The only request that is not a GET: it asks the API server for the permissions of the console's own credential, and
 * stores nothing. This file alone makes its path and body; a caller passes only the namespace.
 */

import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { TransportError } from './transport-error.ts';

/** `server`: base URL of the API server, without query or fragment. */
export interface SelfReview {
  server: string;
  namespace: string;
}

const PATH = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
/** A namespace's name (RFC 1123 label). */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

export function selfReviewUrl({ server }: SelfReview): URL {
  return new URL(`${server.replace(/\/+$/, '')}${PATH}`);
}

/** @throws TransportError `forbidden-method` for a text that is not a namespace's name. */
export function selfReviewBody({ namespace }: SelfReview): string {
  if (!LABEL.test(namespace)) throw refusal(say('cause-review-namespace'));
  const spec = { namespace };
  return JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec });
}

/**
 * Asserts that `url` is exactly this server's self-review URL.
 * @throws TransportError `forbidden-method` otherwise.
 */
export function assertSelfReview(url: URL, review: SelfReview): void {
  const server = new URL(review.server);
  const bare = server.search === '' && server.hash === '' && server.username === '' && server.password === '';
  // On a path that the API server proxies, the same suffix would be a write to some other server.
  const direct = !/%|\/(?:api|apis|proxy)(?:\/|$)/i.test(server.pathname);
  if (!bare || !direct || url.href !== selfReviewUrl(review).href)
    throw refusal(say('cause-review-elsewhere'));
}

function refusal(why: Message): TransportError {
  return new TransportError('forbidden-method', why);
}
