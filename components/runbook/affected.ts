/** Whom a runbook is about right now: the agent, the workload and the pod that are worst off. */

import type { AgentPosture, Posture } from '#lib/posture.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';
import { VERDICT_RANK } from '#lib/vocabulary.ts';

type Workload = AgentPosture['workloads'][number];
type Pod = AgentPosture['pods']['list'][number];

/** The affected subject's values; null if no observation names it. */
export interface Affected {
  agent: AgentPosture | null;
  workload: Workload | null;
  pod: Pod | null;
}

const NOBODY: Affected = { agent: null, workload: null, pod: null };

/**
 * The worst one of those that the posture connects with a runbook: the agents that show its failure mode, those whose
 * own runbook or whose action it is, and, while nothing is wrong, those on which the failure mode's evidence rests.
 */
export function affectedBy(posture: Posture, slug: string): Affected {
  const failures = posture.failures.filter((f) => f.runbook?.slug === slug);
  const showing = new Set(failures.flatMap((f) => f.who));
  const seenAt = new Set(failures.flatMap(placesOf));
  const acting = new Set(
    posture.actions.flatMap((a) => (a.runbook?.slug === slug && a.agent ? [a.agent] : [])),
  );
  const ranks = [
    (agent: AgentPosture) => namesOf(agent).some((name) => showing.has(name)),
    (agent: AgentPosture) => acting.has(agent.name),
    (agent: AgentPosture) => agent.runbook?.slug === slug,
    (agent: AgentPosture) => agent.pods.list.some((pod) => seenAt.has(`${pod.namespace}/${pod.name}`)),
  ];
  for (const connected of ranks) {
    const agent = worst(posture.agents.filter(connected), (a) => VERDICT_RANK[a.verdict]);
    if (agent) return partsOf(agent, showing, seenAt);
  }
  return NOBODY;
}

/** The names by which a failure mode may mean an agent: its own, and those of its workloads and pods. */
function namesOf(agent: AgentPosture): string[] {
  const { list } = agent.pods;
  const pods = list.flatMap((p) => [p.name, `${p.namespace}/${p.name}`, `Pod/${p.namespace}/${p.name}`]);
  const workloads = agent.workloads.flatMap((w) => [
    w.name,
    `${w.namespace}/${w.name}`,
    `${w.kind}/${w.namespace}/${w.name}`,
  ]);
  return [agent.name, ...agent.aliases, ...workloads, ...pods];
}

const placesOf = (failure: FailureStatus): string[] =>
  failure.evidence.map(({ subject }) => subject.replace(/^Pod\//, ''));

function partsOf(agent: AgentPosture, showing: ReadonlySet<string>, seenAt: ReadonlySet<string>): Affected {
  const meant = (pod: Pod) => {
    const place = `${pod.namespace}/${pod.name}`;
    return showing.has(pod.name) || showing.has(place) || showing.has(`Pod/${place}`) || seenAt.has(place);
  };
  const named = agent.workloads.filter((w) => showing.has(w.name) || showing.has(`${w.namespace}/${w.name}`));
  const inNamed = (pod: Pod) => named.some((w) => owns(w, pod));
  const pod = worst(
    agent.pods.list,
    (p) => troubleRank(agent, p) + (meant(p) ? 0 : 100) + (inNamed(p) ? 0 : 50),
  );
  const owner = pod === null ? null : (agent.workloads.find((w) => owns(w, pod)) ?? null);
  return { agent, pod, workload: owner ?? worst(named.length > 0 ? named : agent.workloads, readyRank) };
}

/** A pod is its workload's when the cluster named it after it. */
const owns = (workload: Workload, pod: Pod): boolean =>
  workload.namespace === pod.namespace &&
  (pod.name === workload.name || pod.name.startsWith(`${workload.name}-`));

/** 0 is the worst: waiting, then without readiness, then by what its probes say. */
function troubleRank(agent: AgentPosture, pod: Pod): number {
  if (pod.waiting !== null) return 0;
  if (!pod.ready) return 1;
  const place = `${pod.namespace}/${pod.name}`;
  const verdicts = agent.probes.filter((p) => p.instance === place).map((p) => VERDICT_RANK[p.verdict]);
  return 2 + Math.min(...verdicts, 9) + (pod.restarts > 0 ? 0 : 0.5);
}

const readyRank = ({ desired, ready }: Workload): number => (ready ?? 0) - (desired ?? 0);

/** The first of the lowest rank; null of none. */
function worst<T>(of: readonly T[], rank: (one: T) => number): T | null {
  return of.reduce<T | null>((found, one) => (found === null || rank(one) < rank(found) ? one : found), null);
}
