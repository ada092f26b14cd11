/** Dry run is on. Of the variables that the plan names each program reads one; unset, its own default decides. */

import { switchOf } from '../../base/environment.ts';
import { settingsOf } from '../../execution/settings/settings-of.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { AgentScope, Spec } from '../scope.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed } from '../verdict.ts';

const SOURCE = 'plan, Agent roster (mode default, DRY_RUN=1)';

export const dryRun: ConformanceRule = {
  id: 'dry-run',
  title: 'Dry run is on',
  source: SOURCE,
  applies: (plan) => plan.safety.environment.dryRun.length > 0,
  check: (scope) =>
    bySpecs(scope, {
      rule: SOURCE,
      look: (spec) => dryRunOf(scope, spec),
      unremarked: { state: 'cannot-see', why: say('conform-no-spec') },
    }),
};

function dryRunOf({ world }: AgentScope, spec: Spec): Noticed[] {
  const names = world.plan.safety.environment.dryRun;
  const found = inContainers(spec, EVERY_ROLE, (container) =>
    names.flatMap((name) =>
      settingsOf({ world, r: spec, c: container }, name).flatMap((setting): Noticed[] => {
        if (setting.state === 'unset') return [];
        const state = switchOf(setting);
        if (state === 'on') return [noticed('holds', say('conform-on', { variable: name }))];
        if (state === 'off') return [noticed('broken', say('conform-off', { variable: name }))];
        return [noticed('cannot-see', say('conform-unreadable', { variable: name }))];
      }),
    ),
  );
  if (found.length > 0) return found;
  return [noticed('cannot-see', say('conform-default-decides', { variables: names }))];
}
