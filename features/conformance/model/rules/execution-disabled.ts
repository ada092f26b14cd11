/** No variable of the agent enables broker execution. */

import { settingOf, switchOf } from '#lib/evaluate/base/environment.ts';
import type { ConformanceRule } from '../rule.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed } from '../verdict.ts';

const SOURCE = 'plan, Safety invariants: no execution enabling';

export const executionDisabled: ConformanceRule = {
  id: 'execution-disabled',
  title: 'Execution is not enabled',
  source: SOURCE,
  applies: (plan) => plan.safety.environment.enables.length > 0,
  check: (scope) =>
    bySpecs(scope, {
      rule: SOURCE,
      look: (spec) =>
        inContainers(spec, EVERY_ROLE, (container) =>
          scope.world.plan.safety.environment.enables.flatMap((name): Noticed[] => {
            const setting = settingOf(scope.world, spec.namespace, container, name);
            const state = switchOf(setting);
            if (state === 'on') return [{ state: 'broken', text: `${name} is on` }];
            if (state === 'unknown') return [{ state: 'cannot-see', text: `${name} cannot be read` }];
            return setting.state === 'known' ? [{ state: 'holds', text: `${name} is off` }] : [];
          }),
        ),
      unremarked: { state: 'holds', why: 'no variable enables execution' },
    }),
};
