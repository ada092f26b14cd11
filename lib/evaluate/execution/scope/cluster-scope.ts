/** The kinds of the cluster that were searched for executors. */

import type { ClusterScope } from '../../../status/scope.ts';
import { WORKLOAD_KINDS } from '../../../vocabulary.ts';
import { pollAvailability } from '../../base/availability.ts';
import type { World } from '../../base/input.ts';
import { addOnSearch } from '../add-ons.ts';

/** As many custom kinds as a screen can show. */
const NAMED = 5;

export function clusterScope(world: World): ClusterScope {
  const { scope } = world.plan.safety.executors;
  const kinds = WORKLOAD_KINDS.map((kind) => ({ kind, seen: pollAvailability(world, kind, scope) }));
  const { searched, gaps, others, unread } = addOnSearch(world);
  return {
    namespaces: scope,
    kinds: [...kinds.flatMap(({ kind, seen }) => (seen.available ? [kind] : [])), ...searched],
    notSearched: [
      ...kinds.flatMap(({ kind, seen }) => (seen.available ? [] : [{ what: kind, why: seen.why }])),
      ...gaps,
    ],
    customKinds: { count: others.length, named: others.slice(0, NAMED), unread: unread.slice(0, NAMED) },
  };
}
