/** How a rule of the plan's escalation stands, in words. */

import type { EscalationState } from '#lib/vocabulary.ts';

export const ESCALATION_WORDS: Readonly<Record<EscalationState, string>> = {
  firing: 'Firing',
  pending: 'Pending',
  waiting: 'Held back',
  'cannot-tell': 'Cannot tell',
  inactive: 'Quiet',
};
