/** Every main container requests CPU and memory and is bounded in both: noisy neighbours begin if one is not. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { byWholeSpecs, inContainers, type Noticed, noticed } from '../verdict.ts';

const SOURCE = 'plan, Failure modes matrix: resource pressure, noisy neighbors';
const BOUNDED = ['cpu', 'memory'];

export const resources: ConformanceRule = {
  id: 'resources',
  title: 'Requests and limits are set',
  source: SOURCE,
  applies: () => true,
  check: (scope) =>
    byWholeSpecs(scope, 'requests and limits', {
      rule: SOURCE,
      look: (spec) => inContainers(spec, ['main'], bounds),
      unremarked: { state: 'cannot-see', why: say('conform-no-spec') },
    }),
};

function bounds({ resources: { requests, limits } }: ContainerSpec): Noticed[] {
  const missing = {
    requests: BOUNDED.filter((r) => !requests.includes(r)),
    limits: BOUNDED.filter((r) => !limits.includes(r)),
  };
  const bounded = missing.requests.length + missing.limits.length === 0;
  return bounded
    ? [noticed('holds', say('conform-bounded'))]
    : [noticed('broken', say('conform-unbounded', missing))];
}
