/**
 * The one request that is no GET: it asks the API server what the asking credential may do, and stores nothing. Its path
 * and its body are made here and nowhere else; a caller gives no more than the namespace.
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

/** @throws TransportError `forbidden-method` for what is not the name of a namespace. */
export function selfReviewBody({ namespace }: SelfReview): string {
  if (!LABEL.test(namespace)) throw refusal(say('cause-review-namespace'));
  const spec = { namespace };
  return JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec });
}

/**
 * Asserts that `url` is where the review of this server is asked, to the letter.
 * @throws TransportError `forbidden-method` otherwise.
 */
export function assertSelfReview(url: URL, review: SelfReview): void {
  const server = new URL(review.server);
  const bare = server.search === '' && server.hash === '' && server.username === '' && server.password === '';
  // Behind a proxy of the API server's own the same path would be a write to whatever listens there.
  const direct = !/%|\/(?:api|apis|proxy)(?:\/|$)/i.test(server.pathname);
  if (!bare || !direct || url.href !== selfReviewUrl(review).href)
    throw refusal(say('cause-review-elsewhere'));
}

function refusal(why: Message): TransportError {
  return new TransportError('forbidden-method', why);
}
