/** The verdict that follows from each code of a status of the kind `failure`. The codes stand with their words. */

import { FAILURE_CODES } from '../messages/failures.ts';
import type { Verdict } from '../vocabulary.ts';

export const FAILURE_VERDICTS: Readonly<Record<string, Verdict>> = Object.fromEntries(
  Object.entries(FAILURE_CODES).map(([code, { verdict }]) => [code, verdict]),
);
