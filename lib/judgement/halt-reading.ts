/** What the halt switches say to an agent that calls itself halted by them. */
import { type HaltReading, readSwitch } from './halt.ts';
import type { World } from './world.ts';

/** One switch that is seen halted is enough to halt an agent; allowed only where every one of them is. */
export function haltOf(world: World): HaltReading {
  const switches = world.plan.safety.haltSwitches.map((plan) => readSwitch(world, plan));
  const seen = switches.map(({ reading: said, sight }) => (sight.sees ? said : 'unknown'));
  if (seen.includes('halted')) return 'halted';
  return seen.every((said) => said === 'allowed') ? 'allowed' : 'unknown';
}
