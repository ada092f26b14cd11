/** Pending pods that cannot be scheduled, OOM kills, nodes under pressure (plan, Failure modes matrix). */

import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { listed } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import { watchSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { absent, cannotTell, type FailureDetect, present } from './failure.ts';
import { podSight, presentIn, troublesIn } from './pod-failures.ts';

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
  if (!sight.sees) return cannotTell(text(sight.why));
  const blind = nodeBlindness(world);
  return blind === null ? absent() : cannotTell(blind);
};

function nodeBlindness(world: World): string | null {
  const sight = watchSight(world, 'Node');
  if (!sight.sees) return `nodes: ${text(sight.why)}`;
  const caveat = knownValue(world.ledger, 'sight', 'watch/Node')?.cause;
  return caveat === null || caveat === undefined ? null : `nodes: ${text(caveat)}`;
}
