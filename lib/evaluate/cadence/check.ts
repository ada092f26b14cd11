/** The result of one evaluation of a cadence item, and the time in which it counts. */

import type { Message } from '../../status/message.ts';
import type { Observation } from '../base/state.ts';

/** The evidence for an item now, or why there is none. */
export type Look = { observation: Observation } | { observation: null; why: Message };

/** The window in which an observation counts for an item, epoch ms: from `at` to before `over`. */
export interface Window {
  at: number;
  over: number;
}
