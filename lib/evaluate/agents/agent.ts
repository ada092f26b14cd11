/** One verdict per agent of the roster: what is right for it, what is seen, and the one reason that matters. */

import { counted, listed } from '../../messages/lists.ts';
import { proofDetail, proofValue } from '../../messages/status/proof.ts';
import { text } from '../../messages/text.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import type { Evidence } from '../../status/status.ts';
import { CLUSTER_EXECUTOR_PROOFS, VERDICT_RANK, type Verdict } from '../../vocabulary.ts';
import { meshSight, type Sight, sweepSight } from '../base/availability.ts';
import { bypassVariables } from '../base/bypass.ts';
import { evidence } from '../base/evidence.ts';
import {
  hasFinished,
  isRef,
  type Pod,
  podsOf,
  type Workload,
  type World,
  workloadsOf,
} from '../base/input.ts';
import type { JudgedExecution } from '../execution/execution.ts';
import { hoursOf, runWindow } from './expectation.ts';
import { type PodTrouble, troublesOf } from './pod-trouble.ts';
import { answeredPath } from './probes/lesser-answers.ts';
import type { ProbeReading } from './probes/probe-result.ts';
import { readinessIsRead } from './readiness.ts';

/** Why an agent is what it is: codes of its readings and pods, or of the roster itself. */
export type AgentCode =
  | ProbeReading['code']
  | PodTrouble['code']
  | 'missing'
  | 'not-ready'
  | 'blind'
  | 'undeclared'
  | 'expected-off'
  | 'nothing-to-see'
  | 'runs';

export interface AgentFinding {
  verdict: Verdict;
  code: AgentCode;
  state: string;
  reason: string;
  since: number | null;
}

export interface JudgedAgent extends AgentFinding {
  plan: AgentPlan;
  readings: readonly ProbeReading[];
  troubles: PodTrouble[];
  workloads: Workload[];
  pods: Pod[];
  evidence: Evidence[];
}

/**
 * Which finding decides. As the roster ranks them, but that being halted or quiet as planned is not health: it
 * outweighs the pods' being ready.
 */
const WEIGHT: Readonly<Record<Verdict, number>> = {
  ...VERDICT_RANK,
  'expected-off': VERDICT_RANK.good - 0.5,
};

/** `readings`: all of this agent's. */
export function judgeAgent(
  world: World,
  agent: AgentPlan,
  readings: readonly ProbeReading[],
  execution: JudgedExecution,
): JudgedAgent {
  const pods = podsOf(world, agent);
  const parts = {
    plan: agent,
    readings,
    troubles: pods.flatMap((pod) => troublesOf(pod, world.now)),
    workloads: workloadsOf(world, agent),
    pods,
  };
  const findings = findingsOf(world, parts, execution);
  const worst = findings.reduce((a, b) => (WEIGHT[b.verdict] < WEIGHT[a.verdict] ? b : a));
  return { ...parts, ...worst, evidence: evidenceOf(world, parts, findings) };
}

type Parts = Pick<JudgedAgent, 'plan' | 'readings' | 'troubles' | 'workloads' | 'pods'>;

function findingsOf(
  world: World,
  parts: Parts,
  execution: JudgedExecution,
): [AgentFinding, ...AgentFinding[]] {
  if (parts.plan.runs === 'off') return [executorFinding(execution)];
  if (parts.plan.runs === 'on-demand') return onDemand(world, parts);
  if (parts.plan.workloadUndeclared !== undefined)
    return [finding('unknown', 'undeclared', 'Not declared', parts.plan.workloadUndeclared)];
  return alwaysOn(world, parts);
}

function finding(
  verdict: Verdict,
  code: AgentCode,
  state: string,
  reason: string,
  since: number | null = null,
): AgentFinding {
  return { verdict, code, state, reason, since };
}

/** An agent that must be off: its verdict is what execution's proofs say of it (plan, Safety invariants). */
function executorFinding(execution: JudgedExecution): AgentFinding {
  const proofs = execution.proofs.filter((p) => CLUSTER_EXECUTOR_PROOFS.includes(p.id));
  const bad = proofs.find((p) => p.verdict === 'bad');
  if (bad !== undefined)
    return finding('bad', 'runs', 'Not off', `${text(proofValue(bad))}: ${text(proofDetail(bad))}`);
  const unclear = proofs.find((p) => p.verdict === 'unknown');
  if (unclear !== undefined) return finding('unknown', 'blind', 'Not seen', text(proofDetail(unclear)));
  return finding('expected-off', 'expected-off', 'Off, expected', '');
}

/**
 * Started by people: not running is right; running is worth a word, but for the hours that the plan gives it; a crash
 * is a crash.
 */
function onDemand(world: World, parts: Parts): [AgentFinding, ...AgentFinding[]] {
  const { plan, readings } = parts;
  if (plan.workloads.length === 0 && plan.probes.length === 0)
    return [finding('not-applicable', 'nothing-to-see', 'No workload', '')];
  const troubles = parts.troubles.map(troubleFinding);
  const sight = sightOf(world, parts);
  if (plan.workloads.length > 0 && !sight.sees)
    return [finding('unknown', 'blind', 'Not seen', text(sight.why)), ...troubles];
  if (plan.workloads.length === 0 && !readings.some((r) => r.counts))
    return [finding('unknown', 'unproven', 'Not seen', 'nothing shows whether it runs')];
  const running = parts.pods.filter((p) => !hasFinished(p));
  if (running.length > 0 || readings.some((r) => r.counts)) {
    const what = running.length === 0 ? plan.name : counted(running.length, 'pod');
    return [
      startedByPeople(world, plan, what),
      ...running.filter((p) => !p.ready).map(notYet),
      ...readings.filter((r) => r.counts).map(readingFinding),
      ...troubles,
    ];
  }
  const wanted = parts.workloads.find((w) => w.kind !== 'CronJob' && w.desired > 0);
  if (wanted !== undefined)
    return [
      finding('attention', 'runs', 'Starting', `${wanted.kind} ${wanted.name} wants a pod`),
      ...troubles,
    ];
  const idle = plan.modeDefault === 'OFF' ? 'Off, expected' : 'Idle, expected';
  return [finding('expected-off', 'expected-off', idle, ''), ...troubles];
}

function notYet(pod: Pod): AgentFinding {
  return finding('attention', 'not-ready', 'Starting', `${pod.name} is not ready`);
}

function startedByPeople(world: World, plan: AgentPlan, what: string): AgentFinding {
  switch (runWindow(plan, world.market.state)) {
    case 'inside':
      return finding('good', 'runs', 'Running', `${what} started by people, in its hours`);
    case 'outside':
      return finding(
        'attention',
        'runs',
        'Outside its hours',
        `${what} runs; meant to run only ${hoursOf(plan)}`,
      );
    case 'unknown':
      return finding('attention', 'runs', 'Running', `${what} runs; whether its hours are now is not known`);
    case 'any':
      return finding('attention', 'runs', 'Running', `${what} started on demand`);
  }
}

function alwaysOn(world: World, parts: Parts): [AgentFinding, ...AgentFinding[]] {
  if (isUnused(world, parts))
    return [missing(parts.plan, listed(parts.plan.workloads.map((ref) => `${ref.kind} ${ref.name}`)))];
  const findings = [
    ...bypassFindings(world, parts),
    ...parts.troubles.map(troubleFinding),
    ...parts.readings.filter((r) => r.code !== 'not-offered').map(readingFinding),
    ...platformFindings(world, parts),
  ];
  const [first, ...rest] = findings;
  return first === undefined
    ? [finding('unknown', 'unproven', 'Not probed', 'nothing in the plan shows its health')]
    : [first, ...rest];
}

/** Optional, in sight, and nothing of it there: that its probes have nobody to ask is no news. */
function isUnused(world: World, parts: Parts): boolean {
  const { plan, workloads, pods } = parts;
  const none = workloads.length === 0 && pods.length === 0;
  return plan.optional && plan.workloads.length > 0 && none && sightOf(world, parts).sees;
}

/** Who is told to pass the gate is not well, whatever it answers. */
function bypassFindings(world: World, parts: Parts): AgentFinding[] {
  const set = bypassVariables(world, [...parts.workloads, ...parts.pods]);
  return set.length === 0 ? [] : [finding('bad', 'gate-bypassed', 'Gate bypassed', `${listed(set)} set`)];
}

function troubleFinding(trouble: PodTrouble): AgentFinding {
  return finding('bad', trouble.code, trouble.state, trouble.reason);
}

function readingFinding(r: ProbeReading): AgentFinding {
  return finding(r.verdict, r.code, r.state, r.reason, r.since);
}

/** What the cluster itself says: declared workloads exist, and their pods are ready. */
function platformFindings(world: World, parts: Parts): AgentFinding[] {
  if (parts.plan.workloads.length === 0) return [];
  const sight = sightOf(world, parts);
  if (!sight.sees) return [finding('unknown', 'blind', 'Not seen', text(sight.why))];
  return parts.plan.workloads.flatMap((ref) => {
    const found = parts.workloads.filter((w) => isRef(world.plan, ref, w));
    if (found.length === 0) return [missing(parts.plan, `${ref.kind} ${ref.name}`)];
    return found.filter((w) => !readinessIsRead(w, parts.pods, parts.readings)).map(readiness);
  });
}

function missing(plan: AgentPlan, what: string): AgentFinding {
  return plan.optional
    ? finding('not-applicable', 'missing', 'Not used', `${what} does not exist; the plan calls it optional`)
    : finding('bad', 'missing', 'Missing', `${what} does not exist in the mesh’s namespaces`);
}

function readiness(w: Workload): AgentFinding {
  const name = `${w.kind} ${w.name}`;
  if (w.desired === 0) return finding('bad', 'not-ready', 'Scaled to zero', `${name} is scaled to zero`);
  if (w.ready >= w.desired) return finding('good', 'good', 'Good', '');
  const text = `${name}: ${w.ready} of ${w.desired} ready`;
  return w.ready === 0
    ? finding('bad', 'not-ready', 'Not ready', text)
    : finding('attention', 'not-ready', 'Partly ready', text);
}

/** Sight over the kinds that an agent's workloads have, and over pods. */
function sightOf(world: World, parts: Parts): Sight {
  const kinds = [...new Set([...parts.plan.workloads.map((ref) => ref.kind), 'Pod'])];
  return kinds.length === 1 ? sweepSight(world, 'Pod', world.plan.mesh.namespaces) : meshSight(world, kinds);
}

/** The findings as evidence, the worst first, with the workloads and answers that they rest on. */
function evidenceOf(world: World, parts: Parts, findings: readonly AgentFinding[]): Evidence[] {
  const sight = parts.plan.workloads.length > 0 ? sightOf(world, parts).at : null;
  const told = findings
    .filter((f) => f.reason !== '')
    .map((f) =>
      evidence(f.state, f.reason, parts.plan.name, f.since ?? sight, `${f.code}: reads as ${f.verdict}`),
    );
  const answers = parts.readings.map((r) =>
    evidence(
      answeredPath(r),
      seenText(r),
      r.instance,
      r.answeredAt,
      `probe ${r.probe.id}, contract ${r.probe.kind}`,
    ),
  );
  const workloads = parts.workloads.map((w) =>
    evidence(
      'replicas',
      `${w.desired} wanted, ${w.ready} ready`,
      `${w.kind} ${w.name}, ${w.namespace}`,
      sight,
      'runs as the plan’s roster says',
    ),
  );
  return [...told, ...answers, ...workloads];
}

/** What a probe saw, in one line; the status first where the reason does not begin with it. */
export function seenText(r: ProbeReading): string {
  const seen = r.reason || r.state.toLowerCase();
  return r.status === null || seen.startsWith(String(r.status)) ? seen : `${r.status}, ${seen}`;
}
