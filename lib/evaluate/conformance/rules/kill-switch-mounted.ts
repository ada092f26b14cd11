/** The kill switch reaches the agent: where its spec points at a file, that file is mounted from the plan's own switch. */

import type { AgentPlan } from '../../../plan/schema.ts';
import { type Intake, intakesOf } from '../../execution/kill-switch-intake.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { AgentScope, Spec } from '../scope.ts';
import { byWholeSpecs, inContainers, type Noticed, noticed } from '../verdict.ts';

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
        why: say('conform-no-switch-wanted'),
      },
    }),
};

function switchesOf(scope: AgentScope, spec: Spec): Noticed[] {
  const { world } = scope;
  const found = inContainers(spec, ['main', 'init'], (container) =>
    intakesOf(world, spec.namespace, container).map((intake) => intakeNoticed(intake, spec.active)),
  );
  if (found.length > 0 || !isAsked(scope.agent)) return found;
  return [noticed('broken', say('conform-takes-no-switch'))];
}

/** True if a line of the agent's contract names this rule; then reading no switch breaks it. */
function isAsked({ contract }: AgentPlan): boolean {
  return [...contract.must, ...contract.mustNever, ...contract.safetyDependencies].some((line) =>
    line.check?.includes(ID),
  );
}

/** A copy of another namespace does not follow the switch; nothing takes it while its workload is at zero. */
function intakeNoticed({ takes, via, frozen, why }: Intake, active: boolean): Noticed {
  const taken = (frozenFile = false) => say('conform-takes', { why, frozenFile });
  switch (takes) {
    case 'switch':
      return via === 'file' && frozen ? noticed('broken', taken(true)) : noticed('holds', taken());
    case 'copy':
      return noticed(active ? 'broken' : 'cannot-see', taken());
    case 'unseen':
      return noticed('cannot-see', taken());
    case 'nothing':
    case 'allowed':
    case 'halted':
      return noticed('broken', taken());
  }
}
