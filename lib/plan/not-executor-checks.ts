/** Mistakes in what the plan lists as no executor: an entry that cannot hold, or can never match. */

import type { PlanOutline } from './outline.ts';
import { mistake, type PlanIssue, type PlanPath } from './plan-issue.ts';
import { nearest } from './suggest.ts';

export function notExecutorChecks(plan: PlanOutline): PlanIssue[] {
  const { notExecutors, names, words, images, modules } = plan.safety.executors;
  const aliases = plan.agents.filter((a) => a.kind === 'execution').flatMap((a) => [a.name, ...a.aliases]);
  const known = [...names, ...aliases, ...words, ...images, ...modules];
  const keys = notExecutors.map(({ workload: w }) => `${w.kind} ${w.namespace}/${w.name}`);
  return notExecutors.flatMap(({ workload, signs }, i): PlanIssue[] => {
    const path: PlanPath = ['safety', 'executors', 'notExecutors', i];
    const key = keys[i] ?? '';
    return [
      ...(keys.indexOf(key) < i ? [twice([...path, 'workload'], key)] : []),
      ...(isExecutor(plan, workload) ? [never([...path, 'workload', 'name'], workload.name)] : []),
      ...signs.flatMap((sign, j) => signIssue([...path, 'signs', j], sign, known)),
    ];
  });
}

/** A workload that the plan itself gives to an execution agent. */
function isExecutor(plan: PlanOutline, { kind, name }: { kind: string; name: string }): boolean {
  const executors = plan.agents.filter((a) => a.kind === 'execution');
  return executors.some((a) => a.workloads.some((w) => w.kind === kind && w.name === name && name !== ''));
}

/** A sign ends in the name that was found; another name is never found. */
function signIssue(path: PlanPath, sign: string, known: readonly string[]): PlanIssue[] {
  const name = sign.slice(sign.lastIndexOf('=') + 1);
  if (sign === '' || (sign.includes('=') && known.includes(name))) return [];
  const meant = nearest(name, known);
  const message = `expected a sign as the console tells it, such as "name=${known[0] ?? ''}"; found "${sign}"`;
  return [
    mistake(path, message, meant ? `Did you mean "${meant}"?` : `It ends in one of ${known.join(', ')}.`),
  ];
}

function twice(path: PlanPath, found: string): PlanIssue {
  const message = `expected each workload to be listed once; found ${found} a second time`;
  return mistake(path, message, 'Keep one of them.');
}

function never(path: PlanPath, found: string): PlanIssue {
  const message = `expected a workload that is no executor; found "${found}", which an execution agent declares`;
  return mistake(path, message, 'Remove the entry: an executor cannot be listed as none.');
}
