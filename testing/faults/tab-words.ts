/** Required content of a tab without contact. */

import { tabSays } from './expect.ts';
import type { Expectation } from './fault.ts';
import type { TabSeen } from './tab.ts';

/** Drawn as frozen: the strip is there, and no word in the present tense is. */
function isFrozen({ frozen, presentTense }: TabSeen): boolean {
  return frozen > 0.99 && presentTense < 0.01;
}

export const tabFrozen: Expectation = tabSays((tab) =>
  isFrozen(tab) ? null : `not frozen (strip ${tab.frozen}, present tense ${tab.presentTense})`,
);

/** Either it says what is true now, which is that nothing is proven, or that it says nothing of now. */
export const tabUnproven: Expectation = tabSays((tab) =>
  isFrozen(tab) || tab.outcome === 'unproven' ? null : `${tab.outcome}, not frozen`,
);
