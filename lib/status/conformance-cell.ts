/**
 * Every code of a status of the kind `conformance-cell`, with the verdict that follows from it. The codes are the
 * states of conformance, and one for a broken rule of hygiene: a cell that the console cannot observe is never drawn as
 * good.
 */

import type { ConformanceState, Verdict } from '../vocabulary.ts';

export const CONFORMANCE_CELL_VERDICTS = {
  broken: 'bad',
  /** Broken, and worth attention at most. */
  'broken-hygiene': 'attention',
  'cannot-see': 'unknown',
  holds: 'good',
  'not-applicable': 'not-applicable',
} as const satisfies Readonly<Record<ConformanceState, Verdict>> & Readonly<Record<string, Verdict>>;

export type ConformanceCode = keyof typeof CONFORMANCE_CELL_VERDICTS;

/** The code of a state by its rule's class. */
export function conformanceCode(state: ConformanceState, kind: 'safety' | 'hygiene'): ConformanceCode {
  return state === 'broken' && kind === 'hygiene' ? 'broken-hygiene' : state;
}
