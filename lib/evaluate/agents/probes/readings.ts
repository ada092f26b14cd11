/** All probe results of all agents, by name: each by itself, and then by what only all of them together show. */

import type { World } from '../../base/input.ts';
import type { StateBuilder } from '../../base/state.ts';
import { withOutOfReach } from './out-of-reach.ts';
import { type ProbeResult, probeResultsOf } from './probe-result.ts';
import { withBypasses } from './proposals.ts';

export function readingsOf(world: World, states: StateBuilder): ReadonlyMap<string, readonly ProbeResult[]> {
  const asked = new Map(world.plan.agents.map((agent) => [agent.name, probeResultsOf(world, agent)]));
  return withBypasses(world, withOutOfReach(world, asked, states), states);
}
