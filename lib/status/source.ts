/** Every code of a status of the kind `source`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const SOURCE_VERDICTS = {
  /** It is being read for the first time. */
  starting: 'unknown',
  /** It cannot read; `params.cause` says why. */
  blind: 'unknown',
  /** It publishes nothing any more. */
  silent: 'unknown',
  /** It was never read in full. */
  unread: 'unknown',
  /** It was read, longer ago than its proofs allow. */
  late: 'unknown',
  /** The cluster does not have this kind. */
  absent: 'not-applicable',
  /** It may not be asked about, and no proof rests on it. */
  unasked: 'not-applicable',
  /** The plan names it, and the cluster does not have it: nothing in it can be seen. */
  missing: 'attention',
  /** Some namespaces only. */
  narrow: 'attention',
  /** Not its whole scope, or not by every way; `params.cause` says why. */
  partial: 'attention',
  seen: 'good',
} as const satisfies Readonly<Record<string, Verdict>>;

export type SourceCode = keyof typeof SOURCE_VERDICTS;
