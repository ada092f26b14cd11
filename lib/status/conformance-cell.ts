/** Every code of a status of the kind `conformance-cell`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const CONFORMANCE_CELL_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
