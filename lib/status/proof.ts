/** Every code of a status of the kind `proof`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const PROOF_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
