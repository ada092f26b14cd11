/** If a container holds a broker's credentials, by the names in the plan (plan, Agent contracts: safety dependencies). */

import type { ContainerSpec } from '../../facts/fact.ts';
import type { Plan } from '../../plan/schema.ts';
import { oncePer } from './once.ts';

/**
 * By a variable's name, or by one of the plan's Secrets in a variable, taken whole, or mounted. Values are never read.
 */
export function holdsBrokerCredentials(plan: Plan, container: ContainerSpec): boolean {
  return holds(plan)(container);
}

/** Plans and specs never change. */
const holds = oncePer((plan: Plan) =>
  oncePer((container: ContainerSpec) => brokerCredentialsOf(plan, container).length > 0),
);

/** The parts of a container that give access to a broker: names of variables and of Secrets, never a value. */
export function brokerCredentialsOf(plan: Plan, container: ContainerSpec): string[] {
  const credentials = plan.safety.brokerCredentials;
  if (credentials === undefined) return [];
  const isSecret = (name: string | null | undefined): name is string =>
    typeof name === 'string' && credentials.secrets.includes(name);
  const variables = container.environment.filter(
    (e) => isSecret(e.secret) || credentials.variablePrefixes.some((prefix) => begins(e.name, prefix)),
  );
  const whole = container.environmentFrom.filter((f) => f.kind === 'secret').map((f) => f.name);
  const secrets = [...whole, ...container.mounts.map((m) => m.secret)].filter(isSecret);
  return [...variables.map((e) => e.name), ...secrets.map((name) => `Secret ${name}`)];
}

/** Programs that read their settings by a library often take them in any case. */
function begins(name: string, prefix: string): boolean {
  return name.toUpperCase().startsWith(prefix.toUpperCase());
}
