/** A broker's credentials are only where the plan allows them. */
import { holdsBrokerCredentials } from '../../credentials.ts';
import type { ConformanceRule } from '../rule.ts';
import type { AgentScope } from '../scope.ts';
import { bySpecs, EVERY_ROLE, inContainers, type Noticed } from '../verdict.ts';

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
          if (holdsBrokerCredentials(scope.world.plan, container)) return [allowed ? HELD : NOT_ALLOWED];
          if (allowed) return [];
          return container.environmentFrom.map(({ kind, name }) => ({
            state: 'cannot-see',
            text: `what ${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${name}, taken whole, sets is not read`,
          }));
        }),
      unremarked: {
        state: 'holds',
        why: `none in its specs${allowed ? ', though the plan allows them' : ''}`,
      },
    });
  },
};

const HELD: Noticed = { state: 'holds', text: 'holds them; the plan allows it' };
const NOT_ALLOWED: Noticed = {
  state: 'broken',
  text: 'holds broker credentials that the plan does not allow it',
};

function isAllowed({ world, agent }: AgentScope): boolean {
  return world.plan.safety.brokerCredentials?.agents.includes(agent.name) ?? false;
}
