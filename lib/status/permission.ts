/** Every code of a status of the kind `permission`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const PERMISSION_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
