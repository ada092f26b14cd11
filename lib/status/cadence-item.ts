/** Every code of a status of the kind `cadence-item`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const CADENCE_ITEM_VERDICTS = {
  upcoming: 'not-applicable',
  /** No source shows it. */
  'needs-human': 'unknown',

  'not-seen-yet': 'unknown',
  late: 'attention',
  'not-seen': 'unknown',
  'not-watched': 'unknown',

  /** Observed, with the finding. */
  'seen-good': 'good',
  'seen-attention': 'attention',
  'seen-bad': 'bad',
  'seen-unknown': 'unknown',
  'seen-expected-off': 'expected-off',
  'seen-not-applicable': 'not-applicable',

  /** Of an item that must hold throughout. */
  'not-told-now': 'unknown',
  'holds-so-far': 'good',
  held: 'good',
  'not-watched-throughout': 'unknown',
  'not-held-attention': 'attention',
  'not-held-bad': 'bad',
  'not-held-unknown': 'unknown',
  'not-held-expected-off': 'expected-off',
  'not-held-not-applicable': 'not-applicable',
} as const satisfies Readonly<Record<string, Verdict>>;

export type CadenceItemCode = keyof typeof CADENCE_ITEM_VERDICTS;
