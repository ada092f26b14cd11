/** A workload in the mesh's namespaces that is in no entry of the plan (plan, Agent roster: what agents exist). */

import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import { WORKLOAD_KINDS } from '../../vocabulary.ts';
import { meshAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { undeclaredWorkloads } from '../base/undeclared.ts';
import { withKnownAddOns } from '../execution/add-ons.ts';
import { absent, type FailureDetect, failure, unavailable } from './failure.ts';

export const detectUndeclaredWorkload: FailureDetect = ({ world, plan }) => {
  const found = undeclaredWorkloads(world);
  const availability = withKnownAddOns(world, meshAvailability(world, WORKLOAD_KINDS));
  if (found.length > 0)
    return failure(
      'workloads-undeclared',
      {
        who: found.map((w) => w.name),
        evidence: found.map((w) =>
          evidence(
            w.kind,
            text(say(`undeclared-${w.code}`)),
            `${w.namespace}/${w.name}`,
            availability.at,
            plan.symptom,
          ),
        ),
      },
      { said: found.map(({ kind, namespace, name }) => say('failure-workload', { kind, namespace, name })) },
    );
  return availability.available ? absent() : unavailable(availability.why);
};
