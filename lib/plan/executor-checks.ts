/** Executors that the plan names and would not look for, in whole or in part. */

import type { PlanOutline } from './outline.ts';
import { mistake, type PlanIssue, type PlanPath, unresolved } from './plan-issue.ts';

interface Named {
  readonly name: string;
  readonly path: PlanPath;
}

export function executorChecks(plan: PlanOutline): PlanIssue[] {
  return [...executorNames(plan), ...executionAgents(plan), ...scopeIssues(plan), ...runningExecutors(plan)];
}

function executorNames(plan: PlanOutline): PlanIssue[] {
  const known = plan.agents.flatMap((a) => [a.name, ...a.aliases, ...a.workloads.map((w) => w.name)]);
  return plan.safety.executors.names.flatMap((name, i) =>
    name === '' || known.includes(name)
      ? []
      : [
          unresolved(
            ['safety', 'executors', 'names', i],
            'the name, alias or workload of an agent',
            name,
            known,
          ),
        ],
  );
}

/**
 * An execution agent that is no executor would never be looked for, and execution could be called off unseen. So would
 * the names of any agent of which the plan lists another one.
 */
function executionAgents(plan: PlanOutline): PlanIssue[] {
  const executors = plan.safety.executors.names;
  const missing = plan.agents.flatMap((agent, i) => {
    const names = namesOf(agent, ['agents', i]);
    const listed = [...names.map(({ name }) => name), ...agent.aliases].filter((n) => executors.includes(n));
    const [alias] = listed;
    if (agent.kind !== 'execution' && alias === undefined) return [];
    const kind = agent.kind === 'execution' ? 'an execution agent' : `the agent that "${alias}" names`;
    return names.filter(({ name }) => !executors.includes(name)).map((named) => ({ ...named, kind }));
  });
  return missing
    .filter(({ name }, i) => name !== '' && missing.findIndex((entry) => entry.name === name) === i)
    .map(({ name, path, kind }) =>
      mistake(
        path,
        `expected every name of ${kind} among safety.executors.names; "${name}" is not there`,
        `Add "${name}" to safety.executors.names.`,
      ),
    );
}

function namesOf(agent: PlanOutline['agents'][number], path: PlanPath): Named[] {
  return [
    { name: agent.name, path: [...path, 'name'] },
    ...agent.workloads.map((w, j) => ({ name: w.name, path: [...path, 'workloads', j, 'name'] })),
  ];
}

/** Words for everywhere, which a list of namespaces takes for the name of one. */
const EVERYWHERE = ['cluster', 'all', 'any', 'everywhere', 'whole-cluster', 'cluster-wide'];

/** A scope must hold what the plan itself says of executors: the mesh, and where its execution agents live. */
function scopeIssues(plan: PlanOutline): PlanIssue[] {
  const { scope } = plan.safety.executors;
  if (scope === null) return [];
  const path: PlanPath = ['safety', 'executors', 'scope'];
  const words = scope.flatMap((word, i) =>
    EVERYWHERE.includes(word) ? [wordIssue([...path, i], word)] : [],
  );
  if (words.length > 0) return words;
  const homes = plan.agents
    .filter((a) => a.kind === 'execution')
    .flatMap((a) => a.workloads.flatMap(({ namespace }) => namespace ?? []));
  const needed = [...new Set([...plan.mesh.namespaces, ...homes])].filter((n) => n !== '');
  return needed.filter((namespace) => !scope.includes(namespace)).map((n) => outOfScope(path, n));
}

function wordIssue(path: PlanPath, word: string): PlanIssue {
  const message = `expected the name of a namespace; found "${word}", which a list takes for one`;
  return mistake(path, message, 'For the whole cluster write `scope: cluster`, without brackets.');
}

function outOfScope(path: PlanPath, namespace: string): PlanIssue {
  const message = `expected every namespace of the mesh and of its executors; "${namespace}" is not there`;
  return mistake(path, message, `Add "${namespace}", or write \`scope: cluster\`.`);
}

/** Nothing in a plan may call for execution to run. */
function runningExecutors(plan: PlanOutline): PlanIssue[] {
  return plan.agents.flatMap(({ kind, runs }, i) =>
    kind === 'execution' && runs === 'always'
      ? [
          mistake(
            ['agents', i, 'runs'],
            'expected an execution agent to be off or on demand; found "always"',
            'Write runs: "off".',
          ),
        ]
      : [],
  );
}
