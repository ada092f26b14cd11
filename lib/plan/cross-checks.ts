/** Checks beyond any schema: names that must be unique, and references that must resolve. */

import { nameKey } from '../settings/words.ts';
import { cadenceChecks } from './cadence-checks.ts';
import { executorChecks } from './executor-checks.ts';
import { failureChecks } from './failure-checks.ts';
import { marketChecks } from './market-checks.ts';
import { notExecutorChecks } from './not-executor-checks.ts';
import type { PlanOutline } from './outline.ts';
import { foundText, mistake, type PlanIssue, type PlanPath, unresolved } from './plan-issue.ts';
import { fixWord, oneOf } from './suggest.ts';
import { valueChecks } from './value-checks.ts';

interface Named {
  readonly name: string;
  readonly path: PlanPath;
}

/** Names outside of the plan that it may refer to. */
export interface Nameable {
  /** The existing slugs; null if they are not known here. */
  runbooks: ReadonlySet<string> | null;
  /** The ids of the conformance rules. */
  conformanceRules: readonly string[];
  /** The ids of the detectors of failure modes. */
  detectors: readonly string[];
  /** All texts of the plan. */
  texts: readonly string[];
}

/** All mistakes between the plan's parts. */
export function crossChecks(
  plan: PlanOutline,
  { runbooks, conformanceRules, detectors, texts }: Nameable,
): PlanIssue[] {
  return [
    ...uniqueNames(plan),
    ...workloadOwners(plan),
    ...probeTargets(plan),
    ...executorChecks(plan),
    ...notExecutorChecks(plan),
    ...references(plan),
    ...failureDetectors(plan, detectors),
    ...failureChecks(plan),
    ...cadenceChecks(plan),
    ...marketChecks(plan),
    ...valueChecks(plan, texts),
    ...contractChecks(plan, conformanceRules),
    ...contractRunbooks(plan, conformanceRules),
    ...(runbooks ? runbookFiles(plan, runbooks) : []),
  ];
}

function uniqueNames(plan: PlanOutline): PlanIssue[] {
  const agents = plan.agents.flatMap((agent, i) => [
    { name: agent.name, path: ['agents', i, 'name'] },
    ...agent.aliases.map((alias, j) => ({ name: alias, path: ['agents', i, 'aliases', j] })),
  ]);
  const ids = (list: readonly { id: string }[], path: PlanPath): Named[] =>
    list.map((entry, i) => ({ name: entry.id, path: [...path, i, 'id'] }));
  return [
    ...repeated(agents, 'agent name or alias'),
    ...plan.agents.flatMap((agent, i) =>
      repeated(ids(agent.probes, ['agents', i, 'probes']), 'probe id in its agent'),
    ),
    ...repeated(ids(plan.safety.haltSwitches, ['safety', 'haltSwitches']), 'halt switch id'),
    ...repeated(switchKeys(plan), 'key of a halt switch', ONCE),
    ...repeated(listed(plan.mesh.namespaces, ['mesh', 'namespaces']), 'namespace', ONCE),
    ...repeated(gateNames(plan), 'gate'),
    ...repeated(ids(plan.safety.thresholds, ['safety', 'thresholds']), 'threshold id'),
    ...repeated(ids(plan.failures, ['failures']), 'failure id'),
    ...repeated(ids(plan.escalations, ['escalations']), 'escalation id'),
    ...repeated(ids(plan.cadence, ['cadence']), 'cadence id'),
  ];
}

const ONCE = 'Keep one of them.';

function listed(names: readonly string[], path: PlanPath): Named[] {
  return names.map((name, i) => ({ name, path: [...path, i] }));
}

/** One key read as two switches would count as two that agree. */
function switchKeys({ safety }: PlanOutline): Named[] {
  return safety.haltSwitches.map(({ namespace, configMap, key }, i) => ({
    name: key === '' ? '' : `${namespace}/${configMap}/${key}`,
    path: ['safety', 'haltSwitches', i, 'key'],
  }));
}

/** However it is written: `DRYRUN` is `DRY_RUN`. */
function gateNames({ safety }: PlanOutline): Named[] {
  return safety.gates.map(({ variable }, i) => ({
    name: nameKey(variable),
    path: ['safety', 'gates', i, 'variable'],
  }));
}

function repeated(entries: readonly Named[], what: string, remedy = 'Give it another one.'): PlanIssue[] {
  return secondTimes(entries).map(({ name, path }) =>
    mistake(path, `expected a unique ${what}; found "${name}" a second time`, remedy),
  );
}

/** The entries whose name an earlier one has already; a missing name is another mistake. */
function secondTimes(entries: readonly Named[]): Named[] {
  const named = entries.filter(({ name }) => name !== '');
  return named.filter(({ name }, i) => named.findIndex((entry) => entry.name === name) !== i);
}

/** A workload belongs to one agent, or to none and is listed as known. */
function workloadOwners(plan: PlanOutline): PlanIssue[] {
  const all = [
    ...plan.agents.flatMap((agent, i) =>
      agent.workloads.map((w, j) => ({ w, path: ['agents', i, 'workloads', j] })),
    ),
    ...plan.otherWorkloads.map((w, i) => ({ w, path: ['otherWorkloads', i] })),
  ];
  const entries = all
    .filter(({ w }) => w.name !== '')
    .map(({ w, path }) => ({ name: `${w.kind} ${w.namespace ? `${w.namespace}/` : ''}${w.name}`, path }));
  return secondTimes(entries).map(({ name, path }) =>
    mistake(
      path,
      `expected each workload to be declared once; found ${name} a second time`,
      'Keep one of them.',
    ),
  );
}

function probeTargets(plan: PlanOutline): PlanIssue[] {
  return plan.agents.flatMap((agent, i) => {
    const known = agent.workloads.map((workload) => workload.name);
    return agent.probes.flatMap(({ target: { workload } }, j) =>
      workload === undefined || known.includes(workload)
        ? []
        : [
            unresolved(
              ['agents', i, 'probes', j, 'target', 'workload'],
              `a workload of ${agent.name}`,
              workload,
              known,
            ),
          ],
    );
  });
}

function references(plan: PlanOutline): PlanIssue[] {
  const agents = plan.agents.map((agent) => agent.name);
  const failures = plan.failures.map((failure) => failure.id);
  const agentRefs = (names: readonly string[], path: PlanPath): PlanIssue[] =>
    names.flatMap((name, i) =>
      name === '' || agents.includes(name)
        ? []
        : [unresolved([...path, i], 'the name of an agent', name, agents)],
    );
  return [
    ...plan.safety.thresholds.flatMap((threshold, i) =>
      agentRefs(threshold.agents, ['safety', 'thresholds', i, 'agents']),
    ),
    ...agentRefs(plan.safety.brokerCredentials.agents, ['safety', 'brokerCredentials', 'agents']),
    ...plan.failures.flatMap((failure, i) => agentRefs(failure.agents, ['failures', i, 'agents'])),
    ...evidenceReferences(plan, agentRefs, failures),
    ...plan.escalations.flatMap(({ when }, i) => [
      ...agentRefs(when.agents, ['escalations', i, 'when', 'agents']),
      ...(when.failure === undefined || failures.includes(when.failure)
        ? []
        : [unresolved(['escalations', i, 'when', 'failure'], 'the id of a failure', when.failure, failures)]),
    ]),
  ];
}

/** A failure by a detector that does not exist would never be looked for. */
function failureDetectors(plan: PlanOutline, known: readonly string[]): PlanIssue[] {
  return plan.failures.flatMap(({ detector }, i) =>
    detector === '' || known.includes(detector)
      ? []
      : [unlisted(['failures', i, 'detector'], detector, known)],
  );
}

/** A line of a contract that names a rule which does not exist would never be checked. */
function contractChecks(plan: PlanOutline, known: readonly string[]): PlanIssue[] {
  const parts = ['must', 'mustNever', 'safetyDependencies'] as const;
  return plan.agents.flatMap(({ contract }, i) =>
    parts.flatMap((part) =>
      contract[part].flatMap(({ check }, j) =>
        namedRules(check, ['agents', i, 'contract', part, j, 'check'])
          .filter(({ name }) => name !== '' && !known.includes(name))
          .map(({ name, path }) => unresolved(path, 'the id of a conformance rule', name, known)),
      ),
    ),
  );
}

/** A runbook of a missing rule would never be opened. */
function contractRunbooks(plan: PlanOutline, known: readonly string[]): PlanIssue[] {
  return Object.keys(plan.contractRunbooks ?? {})
    .filter((id) => !known.includes(id))
    .map((id) => unresolved(['contractRunbooks', id], 'the id of a conformance rule', id, known));
}

function namedRules(check: string | readonly string[] | undefined, path: PlanPath): Named[] {
  if (check === undefined) return [];
  if (typeof check === 'string') return [{ name: check, path }];
  return check.map((name, i) => ({ name, path: [...path, i] }));
}

/** The evidence for an item of the cadence must name existing agents and failure modes. */
function evidenceReferences(
  plan: PlanOutline,
  agentRefs: (names: readonly string[], path: PlanPath) => PlanIssue[],
  failures: readonly string[],
): PlanIssue[] {
  return plan.cadence.flatMap((item, i) =>
    item.evidence.flatMap((evidence, j) => {
      const path = ['cadence', i, 'evidence', j];
      const unknown = evidence.failures.flatMap((id, k) =>
        id === '' || failures.includes(id)
          ? []
          : [unresolved([...path, 'failures', k], 'the id of a failure', id, failures)],
      );
      return [...agentRefs(evidence.agents, [...path, 'agents']), ...unknown];
    }),
  );
}

function runbookFiles(plan: PlanOutline, runbooks: ReadonlySet<string>): PlanIssue[] {
  const check = (slug: string | undefined, path: PlanPath): PlanIssue[] =>
    slug === undefined || runbooks.has(slug)
      ? []
      : [unresolved(path, 'the slug of a runbook file', slug, [...runbooks])];
  return [
    ...plan.failures.flatMap((failure, i) => check(failure.runbook, ['failures', i, 'runbook'])),
    ...Object.entries(plan.fallbackRunbooks ?? {}).flatMap(([key, slug]) =>
      check(slug, ['fallbackRunbooks', key]),
    ),
    ...Object.entries(plan.contractRunbooks ?? {}).flatMap(([key, slug]) =>
      check(slug, ['contractRunbooks', key]),
    ),
    ...plan.escalations.flatMap((escalation, i) => check(escalation.runbook, ['escalations', i, 'runbook'])),
    ...plan.cadence.flatMap((item, i) => check(item.runbook, ['cadence', i, 'runbook'])),
  ];
}

/** A word that is not in a closed list, reported as the schema reports it. */
function unlisted(path: PlanPath, found: string, known: readonly string[]): PlanIssue {
  const message = `expected ${oneOf(known)}; found ${foundText(found)}`;
  return mistake(path, message, fixWord(known, found));
}
