/** The kinds of the cluster that were searched for executors. */

import type { ClusterScope } from '../../../status/scope.ts';
import { WORKLOAD_KINDS } from '../../../vocabulary.ts';
import { pollAvailability } from '../../base/availability.ts';
import type { World } from '../../base/input.ts';

export function clusterScope(world: World): ClusterScope {
  const { scope } = world.plan.safety.executors;
  const kinds = WORKLOAD_KINDS.map((kind) => ({ kind, seen: pollAvailability(world, kind, scope) }));
  return {
    namespaces: scope,
    kinds: kinds.flatMap(({ kind, seen }) => (seen.available ? [kind] : [])),
    notSearched: kinds.flatMap(({ kind, seen }) => (seen.available ? [] : [{ what: kind, why: seen.why }])),
    customKinds: { count: 0, named: [] },
  };
}
