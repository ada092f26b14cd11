/** What the halt switches say to an agent that calls itself halted by them. */

import type { World } from '../base/input.ts';
import { oncePer } from '../base/once.ts';
import { type HaltReading, readSwitch } from './kill-switch.ts';

/**
 * One switch that is halted is enough to halt an agent; allowed only where every one of them is. As last known, also
 * while the switches are out of sight: the agent's own word is fresh, and this only tells whether it can be so. What
 * execution rests on is proven elsewhere.
 */
export const haltOf = oncePer((world: World): HaltReading => {
  const said = world.plan.safety.haltSwitches.map((plan) => readSwitch(world, plan).reading);
  if (said.includes('halted')) return 'halted';
  return said.every((reading) => reading === 'allowed') ? 'allowed' : 'unknown';
});
