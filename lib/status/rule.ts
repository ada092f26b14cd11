/** Every code of a status of the kind `rule`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const RULE_VERDICTS = {
  firing: 'bad',
  pending: 'bad',
  /** A subject is unavailable, and has not been for as long as the rule needs. */
  'pending-unavailable': 'unknown',
  'waiting-for-market-hours': 'attention',
  /** A market-wide halt was declared. */
  'waiting-for-end-of-halt': 'attention',
  'cannot-tell': 'unknown',
  inactive: 'good',
} as const satisfies Readonly<Record<string, Verdict>>;

export type RuleCode = keyof typeof RULE_VERDICTS;
