/** What looking for an item of the cadence gives, and the time in which it counts. */

import type { Message } from '../../status/message.ts';
import type { Observation } from '../base/state.ts';

/** What is seen of an item now, or why nothing is. */
export type Look = { observation: Observation } | { observation: null; why: Message };

/** The time in which something seen counts for an item, epoch ms: from `at` to before `over`. */
export interface Window {
  at: number;
  over: number;
}
