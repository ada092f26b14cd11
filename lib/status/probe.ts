/** Every code of a status of the kind `probe`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const PROBE_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
