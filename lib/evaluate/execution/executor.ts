/** Executors by the plan: its names for them, and the agents that bear one. */

import type { AgentPlan, Plan } from '../../plan/schema.ts';
import { oncePer } from '../base/once.ts';

/** The plan's names of executors, with the aliases of the agents that bear one. */
export const executorNames = oncePer((plan: Plan): string[] => {
  const { names } = plan.safety.executors;
  const aliases = plan.agents.filter((a) => a.kind === 'execution' || names.includes(a.name));
  return [...new Set([...names, ...aliases.flatMap((a) => [a.name, ...a.aliases])])];
});

/** True if an agent is an executor: by its name, an alias, or a name on Cloud Run. */
export function isExecutorAgent(plan: Plan, { name, aliases, cloudRun }: AgentPlan): boolean {
  const names = executorNames(plan);
  const { service, job, workerPool } = cloudRun ?? {};
  return [name, ...aliases, service, job, workerPool].some((n) => n !== undefined && names.includes(n));
}

/** True for an executor that the plan keeps off. */
export function isKeptOff(plan: Plan, agent: AgentPlan): boolean {
  return agent.runs === 'off' && isExecutorAgent(plan, agent);
}

/** The agent that execution's rules are about when it is on; null if the plan keeps no executor off. */
export function executorAgent(plan: Plan): string | null {
  return plan.agents.find((a) => isKeptOff(plan, a))?.name ?? null;
}
