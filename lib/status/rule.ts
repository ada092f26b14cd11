/** Every code of a status of the kind `rule`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const RULE_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
