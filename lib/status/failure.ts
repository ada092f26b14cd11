/** Every code of a status of the kind `failure`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const FAILURE_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
