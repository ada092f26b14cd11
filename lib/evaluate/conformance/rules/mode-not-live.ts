/**
 * The mode is not one in which orders could leave. A mode that differs from the plan's default is reported and does
 * not break the rule: the plan forbids the live modes, and gives defaults for the rest.
 */

import { AGENT_MODES } from '../../../vocabulary.ts';
import type { Setting } from '../../base/environment.ts';
import { processReports } from '../../execution/reported.ts';
import { settingsOf } from '../../execution/settings/settings-of.ts';
import { modeOf } from '../../execution/settings/switches.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { AgentScope, Spec } from '../scope.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed, type Remark } from '../verdict.ts';

const SOURCE = 'plan, Agent roster (mode default) and Escalation rules, P0';

export const modeNotLive: ConformanceRule = {
  id: 'mode-not-live',
  title: 'Mode is not live',
  source: SOURCE,
  applies: () => true,
  check: (scope) =>
    bySpecs(scope, {
      rule: SOURCE,
      also: reported(scope),
      look: (spec) => modesOf(scope, spec),
      unremarked: { state: 'cannot-see', why: say('conform-no-spec') },
    }),
};

function modesOf(scope: AgentScope, spec: Spec): Noticed[] {
  const variable = scope.world.plan.safety.environment.mode;
  const found = inContainers(spec, EVERY_ROLE, (c) =>
    settingsOf({ world: scope.world, r: spec, c }, variable).flatMap((setting) =>
      modeNoticed(scope, setting),
    ),
  );
  if (found.length > 0) return found;
  return [noticed('cannot-see', say('conform-mode-unset', { variable }))];
}

/** Quotes and invisible characters make no live mode a safe one. */
function modeNoticed({ world, agent }: AgentScope, setting: Setting): Noticed[] {
  const { environment, liveModes } = world.plan.safety;
  if (setting.state === 'unset') return [];
  if (setting.state === 'unknown') return [noticed('cannot-see', setting.why)];
  const mode = modeOf(setting.value);
  const shown = { variable: environment.mode, mode: mode.slice(0, 40) };
  const told = (differsFrom: string | null) => say('conform-mode', { ...shown, differsFrom });
  if (liveModes.some((live) => live === mode)) return [noticed('broken', told(null))];
  if (!AGENT_MODES.some((known) => known === mode))
    return [noticed('cannot-see', say('conform-mode-unknown', shown))];
  return [noticed('holds', told(mode === agent.modeDefault ? null : agent.modeDefault))];
}

/** A process that reports a live mode outweighs every spec. */
function reported({ world, agent }: AgentScope): Remark[] {
  const live: readonly string[] = world.plan.safety.liveModes;
  return processReports(world).flatMap((word): Remark[] => {
    const { answer } = word;
    if (word.agent.name !== agent.name || !('mode' in answer)) return [];
    const mode = answer.mode?.trim().toUpperCase() ?? '';
    if (!live.includes(mode)) return [];
    return [{ where: answer.instance, ...noticed('broken', say('conform-mode-reported', { mode })) }];
  });
}
