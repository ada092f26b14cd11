/** The kill switch reaches the agent: where its spec points at a file, that file is mounted from the plan's own switch. */

import { type Intake, intakesOf } from '#lib/evaluate/execution/kill-switch-intake.ts';
import { text as textOf } from '#lib/messages/text.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';
import type { ConformanceRule } from '../rule.ts';
import type { AgentScope, Spec } from '../scope.ts';
import { byWholeSpecs, inContainers, type Noticed } from '../verdict.ts';

const ID = 'kill-switch-mounted';
const SOURCE = 'plan, Agent contracts: kill-switch file mounted read-only';

export const killSwitchMounted: ConformanceRule = {
  id: ID,
  title: 'Kill switch is mounted where it is read',
  source: SOURCE,
  applies: (_plan, agent) => agent.workloads.length > 0 || isAsked(agent),
  check: (scope) =>
    byWholeSpecs(scope, 'mounts', {
      rule: SOURCE,
      look: (spec) => switchesOf(scope, spec),
      unremarked: {
        state: 'not-applicable',
        why: 'its specs read no kill switch and the plan asks for none',
      },
    }),
};

function switchesOf(scope: AgentScope, spec: Spec): Noticed[] {
  const { world } = scope;
  const found = inContainers(spec, ['main', 'init'], (container) =>
    intakesOf(world, spec.namespace, container).map((intake) => intakeNoticed(intake, spec.active)),
  );
  if (found.length > 0 || !isAsked(scope.agent)) return found;
  return [{ state: 'broken', text: 'takes no kill switch, by no file and by no variable' }];
}

/** Whether a line of the agent's contract names this rule: then to read no switch at all breaks it. */
function isAsked({ contract }: AgentPlan): boolean {
  return [...contract.must, ...contract.mustNever, ...contract.safetyDependencies].some((line) =>
    line.check?.includes(ID),
  );
}

/** A copy of another namespace does not follow the switch; nothing takes it while its workload is at zero. */
function intakeNoticed({ takes, via, frozen, why }: Intake, active: boolean): Noticed {
  const text = textOf(why).slice(0, 240);
  switch (takes) {
    case 'switch':
      return via === 'file' && frozen
        ? { state: 'broken', text: `${text}, by subPath: changes never reach it` }
        : { state: 'holds', text };
    case 'copy':
      return { state: active ? 'broken' : 'cannot-see', text };
    case 'unseen':
      return { state: 'cannot-see', text };
    case 'nothing':
    case 'allowed':
    case 'halted':
      return { state: 'broken', text };
  }
}
