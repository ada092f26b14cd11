/** Every code of a status of the kind `source`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const SOURCE_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
