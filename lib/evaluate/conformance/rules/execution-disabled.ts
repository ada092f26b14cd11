/** Nothing that the agent is set to, or reports, enables broker execution: no switch, no gate of the plan, nothing unheard of. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import { switchOf } from '../../base/environment.ts';
import { isRef } from '../../base/input.ts';
import { inventoryOf } from '../../execution/inventory.ts';
import { reportFindings } from '../../execution/modes.ts';
import { processReports } from '../../execution/reported.ts';
import { readGateAt } from '../../execution/settings/gates.ts';
import { settingsOf } from '../../execution/settings/settings-of.ts';
import { sourceFindings } from '../../execution/settings/sources.ts';
import { suspectFindings } from '../../execution/settings/suspects.ts';
import type { ConformanceRule } from '../rule.ts';
import { say, text } from '../say.ts';
import type { AgentScope, Spec } from '../scope.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed, type Remark } from '../verdict.ts';

const SOURCE = 'plan, Safety invariants: no execution enabling';

export const executionDisabled: ConformanceRule = {
  id: 'execution-disabled',
  title: 'Execution is not enabled',
  source: SOURCE,
  applies: ({ safety }) => safety.environment.enables.length + safety.gates.length > 0,
  check: (scope) =>
    bySpecs(scope, {
      rule: SOURCE,
      also: beside(scope),
      look: (spec) =>
        inContainers(spec, EVERY_ROLE, (container) => [
          ...switches(scope, spec, container),
          ...gates(scope, spec, container),
        ]),
      unremarked: { state: 'holds', why: say('conform-nothing-enables') },
    }),
};

function switches({ world }: AgentScope, spec: Spec, container: ContainerSpec): Noticed[] {
  return world.plan.safety.environment.enables.flatMap((name) =>
    settingsOf({ world, r: spec, c: container }, name).flatMap((setting): Noticed[] => {
      const state = switchOf(setting);
      if (state === 'on') return [noticed('broken', say('conform-on', { variable: name }))];
      if (state === 'unknown') return [noticed('cannot-see', say('conform-unreadable', { variable: name }))];
      return setting.state === 'known' ? [noticed('holds', say('conform-off', { variable: name }))] : [];
    }),
  );
}

/**
 * Settings that speak of orders and that the plan does not know, sources that are taken whole, and what the processes report:
 * as the proof of the modes weighs them.
 */
function beside({ world, agent }: AgentScope): Remark[] {
  const own = inventoryOf(world).runnables.filter((r) =>
    agent.workloads.some((ref) => isRef(world.plan, ref, r.origin)),
  );
  const places = own.flatMap((r) => r.containers.map((c) => ({ world, r, c })));
  const reports = processReports(world).filter((report) => report.agent.name === agent.name);
  return [
    ...places.flatMap((place) => [...suspectFindings(place), ...sourceFindings(place)]),
    ...reports.flatMap((report) => reportFindings(world, report)),
  ].flatMap(({ weight, what, subject }): Remark[] => {
    if (weight !== 'bad' && weight !== 'unknown') return [];
    return [{ where: text(subject.shown), ...noticed(weight === 'bad' ? 'broken' : 'cannot-see', what) }];
  });
}

const STATES = { safe: 'holds', danger: 'broken', odd: 'cannot-see' } as const;

function gates({ world }: AgentScope, spec: Spec, container: ContainerSpec): Noticed[] {
  const at = { world, r: spec, c: container };
  return world.plan.safety.gates
    .flatMap((gate) => readGateAt(at, gate))
    .map(({ reading, what }) => noticed(STATES[reading], what));
}
