/** Pending pods that cannot be scheduled, OOM kills, nodes under pressure (plan, Failure modes matrix). */

import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { listed } from '../../messages/lists.ts';
import { say } from '../../messages/say.ts';
import type { Param } from '../../status/message.ts';
import { watchAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { absent, type FailureDetect, failure, unavailable } from './failure.ts';
import { podAvailability, saidOf, seenAt, troublesIn } from './pod-failures.ts';

export const detectResourcePressure: FailureDetect = (scope) => {
  const { world, plan } = scope;
  const troubles = troublesIn(scope, ['unschedulable', 'oom-killed']);
  const nodes = valuesOf(world.ledger, 'node').filter((n) => n.pressures.length > 0);
  const onNodes = nodes.map((n) => say('failure-node', { node: n.name, pressures: n.pressures }));
  if (troubles.length > 0)
    return failure('resource-pressure', seenAt(world, troubles, plan.symptom), {
      said: saidOf(troubles),
      nodes: onNodes,
    });
  if (nodes.length > 0)
    return failure(
      'resource-pressure',
      {
        who: nodes.map((n) => n.name),
        evidence: nodes.map((n) =>
          evidence('node conditions', listed(n.pressures), `Node/${n.name}`, null, plan.symptom),
        ),
      },
      { said: [], nodes: onNodes },
    );
  const availability = podAvailability(world);
  if (!availability.available) return unavailable(availability.why);
  const why = nodesUnseen(world);
  return why === null ? absent() : failure('nodes-unavailable', {}, { why });
};

function nodesUnseen(world: World): Param {
  const availability = watchAvailability(world, 'Node');
  return availability.available
    ? (knownValue(world.ledger, 'source-status', 'watch/Node')?.cause ?? null)
    : availability.why;
}
