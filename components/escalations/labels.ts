/** Labels of an escalation rule's state. */

import type { EscalationState } from '#lib/vocabulary.ts';

export const ESCALATION_WORDS: Readonly<Record<EscalationState, string>> = {
  firing: 'Firing',
  pending: 'Pending',
  waiting: 'Held back',
  'cannot-tell': 'Cannot tell',
  inactive: 'Quiet',
};
