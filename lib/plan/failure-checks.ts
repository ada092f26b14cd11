/** Failure modes that can never be seen where the plan looks for them, and rules that can never fire. */

import { hasHeartbeat } from './cadence-checks.ts';
import type { PlanOutline } from './outline.ts';
import { mistake, type PlanIssue, type PlanPath } from './plan-issue.ts';

type Agent = PlanOutline['agents'][number];

/** Counters and heartbeats alone say nothing of whether a runtime refuses. */
const SAYS_NOTHING = ['metrics', 'config-heartbeat', 'nats-health'];
const tellsItsState = ({ probes }: Agent): boolean => probes.some(({ kind }) => !SAYS_NOTHING.includes(kind));

/** What an agent must have for a detector to see it there. A detector that is not listed sees every agent. */
const SEES: ReadonlyMap<string, { at: (agent: Agent) => boolean; needs: string }> = new Map(
  Object.entries({
    'heartbeat-stale': { at: hasHeartbeat, needs: 'a probe with a heartbeat' },
    'agent-refusing': { at: tellsItsState, needs: 'a probe that tells its state' },
    crashloop: { at: (a: Agent) => a.workloads.length > 0, needs: 'a workload' },
    'image-pull': { at: (a: Agent) => a.workloads.length > 0, needs: 'a workload' },
    'resource-pressure': { at: (a: Agent) => a.workloads.length > 0, needs: 'a workload' },
    'agent-missing': { at: (a: Agent) => a.runs === 'always' && !a.optional, needs: '`runs: always`' },
    'executor-finished': { at: (a: Agent) => a.runs === 'off', needs: '`runs: "off"`' },
    // These look at the mesh and at the console, whatever agents are named.
    'undeclared-workload': { at: () => false, needs: 'no agents: it looks at the whole mesh' },
    'console-blind': { at: () => false, needs: 'no agents: it looks at the console itself' },
  }),
);

export function failureChecks(plan: PlanOutline): PlanIssue[] {
  return [
    ...plan.failures.flatMap(({ detector, agents }, i) =>
      agents.flatMap((name, j) => unseenAt(plan, detector, name, ['failures', i, 'agents', j])),
    ),
    ...plan.escalations.flatMap(({ when }, i) => ruleIssues(plan, when, ['escalations', i, 'when'])),
    ...plan.escalations.flatMap(({ priority, forSeconds }, i) =>
      priority === 'P0' && forSeconds > LONGEST_P0_SECONDS
        ? [slowP0(['escalations', i, 'forSeconds'], forSeconds)]
        : [],
    ),
    ...plan.escalations.flatMap(({ during, forSeconds }, i) =>
      during === 'market-hours' && forSeconds > SESSION_SECONDS
        ? [pastSession(['escalations', i, 'forSeconds'], forSeconds)]
        : [],
    ),
  ];
}

/** A P0 pages immediately; this much lets something come back from a restart. */
const LONGEST_P0_SECONDS = 600;
/** Of the shortest session: what counts in market hours must come due within one. */
const SESSION_SECONDS = 12_600;

function slowP0(path: PlanPath, found: number): PlanIssue {
  const message = `expected a P0 to come due within ${LONGEST_P0_SECONDS} seconds; found ${found}`;
  return mistake(path, message, 'Write fewer seconds, or another priority.');
}

function pastSession(path: PlanPath, found: number): PlanIssue {
  const message = `expected a time that fits into the shortest session, ${SESSION_SECONDS} seconds; found ${found}`;
  return mistake(path, message, 'Write fewer seconds, or `during: always`.');
}

/** Agents that do not exist are reported as such. */
function unseenAt(plan: PlanOutline, detector: string, name: string, path: PlanPath): PlanIssue[] {
  const agent = plan.agents.find((a) => a.name === name);
  const sees = SEES.get(detector);
  if (name === '' || agent === undefined || sees === undefined || sees.at(agent)) return [];
  const message = `expected an agent at which ${detector} can be seen; "${name}" never shows it`;
  return [mistake(path, message, `It needs ${sees.needs}. Name another agent, or leave this one out.`)];
}

function ruleIssues(
  plan: PlanOutline,
  when: PlanOutline['escalations'][number]['when'],
  path: PlanPath,
): PlanIssue[] {
  const agents: PlanPath = [...path, 'agents'];
  const failure = plan.failures.find(({ id }) => id !== '' && id === when.failure);
  if (failure !== undefined)
    return when.agents.flatMap((name, i) => unwatched(plan, failure, name, [...agents, i]));
  return when.criticalities.flatMap((priority, i) =>
    priority === 'P0' || !PRIORITY.test(priority) || plan.agents.some((a) => a.criticality === priority)
      ? []
      : [nobody([...path, 'criticalities', i], priority)],
  );
}

const PRIORITY = /^P[0-3]$/;

function nobody(path: PlanPath, priority: string): PlanIssue {
  const message = `expected the criticality of an agent; no agent is ${priority}`;
  return mistake(path, message, 'Remove it: it would never fire.');
}

function unwatched(
  plan: PlanOutline,
  { id, detector, agents }: PlanOutline['failures'][number],
  name: string,
  path: PlanPath,
): PlanIssue[] {
  const exists = plan.agents.some((a) => a.name === name);
  if (!exists || agents.length === 0 || agents.includes(name))
    return agents.length > 0 ? [] : unseenAt(plan, detector, name, path);
  const message = `expected an agent that the failure ${id} watches; found "${name}"`;
  const remedy = `It watches ${agents.join(', ')}: the rule would never fire. Add "${name}" to failures, or take one of these.`;
  return [mistake(path, message, remedy)];
}
