/** One hash for one meaning, whatever the order of keys. */

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of the canonical form of a JSON text (RFC 8785), in hex. */
export function hashOf(json: string): string {
  return createHash('sha256')
    .update(canonicalize(JSON.parse(json)) ?? '')
    .digest('hex');
}
