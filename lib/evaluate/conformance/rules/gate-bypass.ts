/** No variable of the agent bypasses a gate. */

import { switchOf } from '../../base/environment.ts';
import { settingsOf } from '../../execution/settings/settings-of.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed } from '../verdict.ts';

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
          scope.world.plan.safety.environment.bypasses.flatMap((name) =>
            settingsOf({ world: scope.world, r: spec, c: container }, name).flatMap((setting): Noticed[] => {
              const state = switchOf(setting);
              if (state === 'on') return [noticed('broken', say('conform-on', { variable: name }))];
              return state === 'unknown'
                ? [noticed('cannot-see', say('conform-unreadable', { variable: name }))]
                : [];
            }),
          ),
        ),
      unremarked: { state: 'holds', why: say('conform-nothing-bypasses') },
    }),
};
