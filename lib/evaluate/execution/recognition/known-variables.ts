/** Variables whose names speak of an executor and are no sign of one. */

import type { Plan } from '../../../plan/schema.ts';
import { oncePer } from '../../base/once.ts';

const NAME = /^[A-Z_][A-Z0-9_]*$/;
/** Where a client finds it, Kubernetes' own variables for each Service included. */
const ADDRESS =
  /_(URLS?|URI|HOST|HOSTNAME|HOSTS|PORT|ADDR|ADDRESS|ENDPOINTS?|DNS|ORIGINS?|DOMAINS?|SERVICE_PORT_\w+|PORT_\d+_(TCP|UDP|SCTP)(_(PORT|ADDR|PROTO))?)$|^NO_PROXY$/i;

/** The variables that the plan names: switches, gates, credentials, addresses and keys. */
const planVariables = oncePer((plan: Plan): ReadonlySet<string> => {
  const { notExecutors: _, ...executors } = plan.safety.executors;
  const probes = plan.agents.map((agent) => [agent.probes, agent.cloudRun]);
  return new Set(variableNames([{ ...plan.safety, executors }, probes]));
});

function variableNames(value: unknown): string[] {
  if (typeof value === 'string') return NAME.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(variableNames) : [];
}

/** True if the variable is the plan's own, derived from a switch of it, or the address of somebody else. */
export function isKnownVariable(plan: Plan, name: string): boolean {
  if (ADDRESS.test(name) || planVariables(plan).has(name)) return true;
  return plan.safety.haltSwitches.some(({ key }) => NAME.test(key) && name.startsWith(key));
}
