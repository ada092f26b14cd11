/** No variable of the agent enables broker execution. */

import { settingOf, switchOf } from '#lib/evaluate/base/environment.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed } from '../verdict.ts';

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
            if (state === 'on') return [noticed('broken', say('conform-on', { variable: name }))];
            if (state === 'unknown')
              return [noticed('cannot-see', say('conform-unreadable', { variable: name }))];
            return setting.state === 'known'
              ? [noticed('holds', say('conform-off', { variable: name }))]
              : [];
          }),
        ),
      unremarked: { state: 'holds', why: say('conform-nothing-enables') },
    }),
};
