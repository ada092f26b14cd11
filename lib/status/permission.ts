/** Every code of a status of the kind `permission`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const PERMISSION_VERDICTS = {
  'reads-only': 'good',
  'could-change': 'attention',
  'not-asked': 'unknown',
  'review-off': 'unknown',
  'review-failed': 'unknown',
  'review-late': 'unknown',
  'review-of-nothing': 'unknown',
  'review-incomplete': 'unknown',
} as const satisfies Readonly<Record<string, Verdict>>;

export type PermissionCode = keyof typeof PERMISSION_VERDICTS;
