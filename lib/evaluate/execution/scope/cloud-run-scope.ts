/** The projects and regions of Cloud Run that were searched for executors. */

import type { CloudRunScope } from '../../../status/scope.ts';
import type { World } from '../../base/input.ts';

export function cloudRunScope(world: World): CloudRunScope {
  const declared = world.plan.agents.some((agent) => agent.cloudRun !== undefined);
  return {
    state: declared ? 'not-searched' : 'not-declared',
    regions: [],
    notSearched: [],
    limitSeconds: world.plan.safety.proofLimitSeconds,
  };
}
