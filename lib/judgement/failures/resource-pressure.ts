/** Pending pods that cannot be scheduled, OOM kills, nodes under pressure (plan, Failure modes matrix). */

import { freshness } from '../../ledger/freshness.ts';
import { entryOf, valuesOf } from '../../ledger/ledger.ts';
import { evidence, listed } from '../evidence.ts';
import type { World } from '../world.ts';
import { absent, cannotTell, type FailureDetect, present } from './failure.ts';
import { podSight, presentIn, troublesIn } from './pod-failures.ts';

/** The node watch says what it sees each few seconds; silence for longer is blindness. */
const NODE_SIGHT_LIMIT_MS = 15_000;

export const detectResourcePressure: FailureDetect = (scope) => {
  const { world, plan } = scope;
  const troubles = troublesIn(scope, ['unschedulable', 'oom-killed']);
  const nodes = valuesOf(world.ledger, 'node').filter((n) => n.pressures.length > 0);
  const onNodes = nodes.map((n) => `node ${n.name}: ${listed(n.pressures)}`);
  if (troubles.length > 0) {
    const found = presentIn(world, troubles, plan.symptom);
    return { ...found, because: listed([found.because, ...onNodes]) };
  }
  if (nodes.length > 0)
    return present({
      who: nodes.map((n) => n.name),
      because: listed(onNodes),
      since: null,
      evidence: nodes.map((n) =>
        evidence('node conditions', listed(n.pressures), `Node/${n.name}`, null, plan.symptom),
      ),
    });
  const sight = podSight(world);
  if (!sight.sees) return cannotTell(sight.why);
  const blind = nodeBlindness(world);
  return blind === null ? absent() : cannotTell(blind);
};

function nodeBlindness(world: World): string | null {
  const entry = entryOf(world.ledger, 'sight', 'watch/Node');
  const sight = entry?.fact.value;
  if (!sight) return 'nodes not read yet';
  if (sight.state !== 'seen' || sight.reason !== null) return `nodes: ${sight.reason ?? 'cannot be read'}`;
  return freshness(entry?.fact.observedAt, world.now, NODE_SIGHT_LIMIT_MS) === 'fresh'
    ? null
    : 'nodes not read lately';
}
