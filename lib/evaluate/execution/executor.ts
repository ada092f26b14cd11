/** The definition of an executor: by the plan's names, and for the objects of the cluster. */

import type { AgentPlan, Plan } from '../../plan/schema.ts';
import { isRef } from '../base/input.ts';
import { oncePer } from '../base/once.ts';

const NAME_LABELS = ['app', 'app.kubernetes.io/name'];

export interface Candidate {
  kind: string;
  namespace: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  containers: readonly { name: string; image: string }[];
}

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

/** The agent that execution's rules are about when it is on; null if the plan keeps none off. */
export function executorAgent(plan: Plan): string | null {
  return plan.agents.find((a) => a.runs === 'off')?.name ?? null;
}

/**
 * Recognises executors by their names, by names made from those (`…-canary`) unless the plan declares that workload as
 * something else, by labels, by the names of their containers and by their images: a copy under another name is one
 * too.
 */
export function executorTest(plan: Plan): (object: Candidate) => boolean {
  const names = executorNames(plan);
  const declared = [...plan.agents.flatMap((a) => a.workloads), ...plan.otherWorkloads];
  return (object) =>
    names.includes(object.name) ||
    NAME_LABELS.some((label) => names.includes(object.labels[label] ?? '')) ||
    object.containers.some((c) => names.includes(c.name) || names.includes(imageName(c.image))) ||
    (names.some((n) => object.name.startsWith(`${n}-`)) && !declared.some((ref) => isRef(plan, ref, object)));
}

/** `registry/path/execution-agent:1.2@sha256:…` → `execution-agent`. */
function imageName(image: string): string {
  const last = image.split('/').at(-1) ?? '';
  return last.split(/[:@]/)[0] ?? '';
}
