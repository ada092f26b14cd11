/** The state of the kill switches for an agent that reports itself halted by them. */

import type { World } from '../base/input.ts';
import { oncePer } from '../base/once.ts';
import { type HaltState, readSwitch } from './kill-switch.ts';

/**
 * One halted switch is enough to halt an agent; allowed only if every one of them is. The last known values count even
 * while the switches are unavailable: the agent's own report is fresh, and this only shows if it can be true. Execution
 * is proven elsewhere.
 */
export const haltOf = oncePer((world: World): HaltState => {
  const said = world.plan.safety.haltSwitches.map((plan) => readSwitch(world, plan).result);
  if (said.includes('halted')) return 'halted';
  return said.every((result) => result === 'allowed') ? 'allowed' : 'unknown';
});
