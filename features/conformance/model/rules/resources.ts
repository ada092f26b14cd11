/** Every main container requests CPU and memory and is bounded in both: noisy neighbours begin where one is not. */

import type { ContainerSpec } from '#lib/facts/fact.ts';
import type { ConformanceRule } from '../rule.ts';
import { byWholeSpecs, inContainers, type Noticed } from '../verdict.ts';

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
      unremarked: { state: 'cannot-see', why: 'no spec of it was read' },
    }),
};

function bounds({ resources: { requests, limits } }: ContainerSpec): Noticed[] {
  const missing = [
    ...BOUNDED.filter((r) => !requests.includes(r)).map((r) => `${r} request`),
    ...BOUNDED.filter((r) => !limits.includes(r)).map((r) => `${r} limit`),
  ];
  return missing.length === 0
    ? [{ state: 'holds', text: 'CPU and memory are requested and limited' }]
    : [{ state: 'broken', text: `no ${missing.join(', no ')}` }];
}
