/** Every code of a status of the kind `agent`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const AGENT_VERDICTS = {} as const satisfies Readonly<Record<string, Verdict>>;
