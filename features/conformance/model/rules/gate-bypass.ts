/** No variable of the agent bypasses a gate. */

import { settingOf, switchOf } from '#lib/evaluate/base/environment.ts';
import type { ConformanceRule } from '../rule.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts (must never bypass a gate) and Escalation rules, P0';

export const gateBypass: ConformanceRule = {
  id: 'gate-bypass',
  title: 'No gate is bypassed by a variable',
  source: SOURCE,
  applies: (plan) => plan.safety.environment.bypasses.length > 0,
  check: (scope) =>
    bySpecs(scope, {
      rule: SOURCE,
      look: (spec) =>
        inContainers(spec, EVERY_ROLE, (container) =>
          scope.world.plan.safety.environment.bypasses.flatMap((name): Noticed[] => {
            const state = switchOf(settingOf(scope.world, spec.namespace, container, name));
            if (state === 'on') return [{ state: 'broken', text: `${name} is on` }];
            return state === 'unknown' ? [{ state: 'cannot-see', text: `${name} cannot be read` }] : [];
          }),
        ),
      unremarked: { state: 'holds', why: 'no bypass variable is on in its specs' },
    }),
};
