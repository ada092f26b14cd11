/**
 * Every code of a status of the kind `conformance-cell`, with the verdict that follows from it. The codes are the
 * states of conformance: a cell that the console cannot observe is never drawn as good.
 */

import type { ConformanceState, Verdict } from '../vocabulary.ts';

export const CONFORMANCE_CELL_VERDICTS = {
  broken: 'bad',
  'cannot-see': 'unknown',
  holds: 'good',
  'not-applicable': 'not-applicable',
} as const satisfies Readonly<Record<ConformanceState, Verdict>>;
