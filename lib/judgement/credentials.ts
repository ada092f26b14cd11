/** Whether a container holds a broker's credentials, as the plan tells them (plan, Agent contracts: safety dependencies). */
import type { ContainerSpec } from '../ledger/fact.ts';
import type { Plan } from '../plan/schema.ts';

/** By a variable's name, or by one of the plan's Secrets in a variable, taken whole, or mounted. Values are never read. */
export function holdsBrokerCredentials(plan: Plan, container: ContainerSpec): boolean {
  const credentials = plan.safety.brokerCredentials;
  if (credentials === undefined) return false;
  const isSecret = (name: string | null | undefined) =>
    typeof name === 'string' && credentials.secrets.includes(name);
  return (
    container.environment.some(
      (e) => isSecret(e.secret) || credentials.variablePrefixes.some((prefix) => e.name.startsWith(prefix)),
    ) ||
    container.environmentFrom.some((f) => f.kind === 'secret' && isSecret(f.name)) ||
    container.mounts.some((m) => isSecret(m.secret))
  );
}
