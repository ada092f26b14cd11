/** A broker's credentials are only if the plan allows them. */

import type { ContainerSpec } from '../../../facts/fact.ts';
import { brokerCredentialsOf, holdsBrokerCredentials } from '../../base/credentials.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { AgentScope } from '../scope.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed, noticed } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts: must never place broker orders; safety dependencies';

export const brokerCredentials: ConformanceRule = {
  id: 'broker-credentials',
  title: 'Broker credentials only where allowed',
  source: SOURCE,
  applies: (plan) => plan.safety.brokerCredentials !== undefined,
  check(scope) {
    const allowed = isAllowed(scope);
    return bySpecs(scope, {
      rule: SOURCE,
      look: (spec) =>
        inContainers(spec, EVERY_ROLE, (container): Noticed[] => {
          if (holdsBrokerCredentials(scope.world.plan, container)) return [held(scope, container, allowed)];
          if (allowed) return [];
          return container.environmentFrom.map(({ kind, name }) =>
            noticed('cannot-see', say('conform-whole-source', { kind, name })),
          );
        }),
      unremarked: { state: 'holds', why: say('conform-no-broker-credentials', { allowed }) },
    });
  },
};

/** Credentials of a container, by names of variables and Secrets only. */
function held({ world }: AgentScope, container: ContainerSpec, allowed: boolean): Noticed {
  const names = brokerCredentialsOf(world.plan, container);
  return allowed
    ? noticed('holds', say('conform-broker-allowed', { names }))
    : noticed('broken', say('conform-broker-forbidden', { names }));
}

function isAllowed({ world, agent }: AgentScope): boolean {
  return world.plan.safety.brokerCredentials?.agents.includes(agent.name) ?? false;
}
