/** The projects and regions of Cloud Run that were searched for executors. */

import { say } from '../../../messages/say.ts';
import type { CloudRunScope } from '../../../status/scope.ts';
import type { World } from '../../base/input.ts';
import { namesCloudRun, type Searched, searchOf } from '../cloud-search.ts';

export function cloudRunScope(world: World): CloudRunScope {
  const search = searchOf(world);
  return {
    state: stateOf(world, search),
    regions: search?.regions ?? [],
    notSearched: search?.gaps ?? [{ what: 'Cloud Run', why: say('cloud-run-unread') }],
    limitSeconds: world.plan.safety.cloudRun.limitSeconds,
  };
}

function stateOf({ plan }: World, search: Searched | null): CloudRunScope['state'] {
  if (search?.state === 'excluded') return 'excluded';
  if (search === null || search.state === 'unset')
    return namesCloudRun(plan) ? 'not-searched' : 'not-declared';
  return search.gaps.length === 0 && search.regions.length > 0 ? 'searched' : 'not-searched';
}
