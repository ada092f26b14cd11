/** Every code of a status of the kind `cadence-item`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const CADENCE_ITEM_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
