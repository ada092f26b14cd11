/** Something runs in the mesh's namespaces that no entry of the plan knows (plan, Agent roster: what agents exist). */

import { listed } from '../../messages/lists.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import { WORKLOAD_KINDS } from '../../vocabulary.ts';
import { meshSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { undeclaredWorkloads } from '../base/undeclared.ts';
import { absent, cannotTell, type FailureDetect, present } from './failure.ts';

export const detectUndeclaredWorkload: FailureDetect = ({ world, plan }) => {
  const found = undeclaredWorkloads(world);
  const sight = meshSight(world, WORKLOAD_KINDS);
  if (found.length > 0)
    return present({
      who: found.map((w) => w.name),
      because: listed(found.map((w) => `${w.kind} ${w.name} in ${w.namespace}`)),
      since: null,
      evidence: found.map((w) =>
        evidence(
          w.kind,
          text(say(`undeclared-${w.code}`)),
          `${w.namespace}/${w.name}`,
          sight.at,
          plan.symptom,
        ),
      ),
      // Nobody knows what it is, and nothing shows that it does harm.
      verdict: 'attention',
    });
  return sight.sees ? absent() : cannotTell(text(sight.why));
};
