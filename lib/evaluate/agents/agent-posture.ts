/** An evaluated agent as the posture has it. */

import type { CloudRunValue, ContainerState } from '../../facts/fact.ts';
import { instanceOf } from '../../facts/probed.ts';
import { ownerOf } from '../../plan/people.ts';
import type { Plan, SloPlan } from '../../plan/schema.ts';
import type { AgentPosture, Measured } from '../../posture.ts';
import { passesGate } from '../../status/agent.ts';
import type { ProbeCode } from '../../status/probe.ts';
import type { Verdict } from '../../vocabulary.ts';
import { instant, instantOrNull } from '../base/evidence.ts';
import type { Pod, Workload, World } from '../base/input.ts';
import { feedExpectation } from '../base/market-day.ts';
import { agentRunbook, proofRunbook, runbookRef } from '../base/runbook-ref.ts';
import { type Changes, changesEvidence } from '../changes/changes.ts';
import { CLOUD_RUN_NAMES } from '../execution/cloud-search.ts';
import { isKeptOff } from '../execution/executor.ts';
import { haltOf } from '../execution/kill-switch-state.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';
import type { EvaluatedAgent } from './agent.ts';
import { expectationOf, type Situation } from './expectation.ts';
import { isLeftOpen } from './left-open.ts';
import { modesOf } from './modes-observed.ts';
import { answeredPath } from './probes/lesser-answers.ts';
import type { ProbeResult } from './probes/probe-result.ts';

export function agentPosture(
  world: World,
  evaluated: EvaluatedAgent,
  failures: ReadonlyMap<string, EvaluatedFailure>,
  changes: Changes | undefined,
): AgentPosture {
  const { plan } = evaluated;
  const limits = evaluated.results.flatMap((r) => (r.limitSeconds === null ? [] : [r.limitSeconds]));
  const limitSeconds = limits.length === 0 ? null : Math.min(...limits);
  return {
    kind: 'agent',
    id: plan.name,
    subject: plan.name,
    name: plan.name,
    aliases: plan.aliases,
    role: plan.role,
    verdict: evaluated.verdict,
    code: evaluated.code,
    params: evaluated.params,
    expected: expectationOf(plan, situationOf(world, limitSeconds)),
    since: instant(evaluated.since ?? world.now),
    observedAt: agentMeasured(evaluated).observedAt,
    criticality: plan.criticality,
    owner: ownerOf(plan)?.name ?? null,
    ownerContact: ownerOf(plan)?.contact ?? null,
    optional: plan.optional,
    leftOpenByPlan: evaluated.code === 'undeclared',
    modeDefault: plan.modeDefault,
    modesObserved: modesOf(world, evaluated),
    slo: sloPosture(plan.slo),
    heartbeatLimitSeconds: limitSeconds,
    pods: podsPosture(evaluated),
    probes: evaluated.results.map(probePosture),
    workloads: [...evaluated.workloads.map(workloadPosture), ...evaluated.cloudRun.map(cloudRunPosture)],
    runbook: runbookOf(world.plan, evaluated, failures),
    evidence: [...evaluated.evidence, ...changesEvidence(plan.name, changes)],
  };
}

function sloPosture({ text, objectivePercent, of }: SloPlan): AgentPosture['slo'] {
  return { text, objectivePercent, ...(of === undefined ? {} : { of }) };
}

function situationOf(world: World, limitSeconds: number | null): Situation {
  return {
    session: world.market.state,
    feed: feedExpectation(world),
    halt: haltOf(world),
    limitSeconds,
  };
}

const NOT_WELL: readonly Verdict[] = ['bad', 'attention', 'unknown'];

/** The runbook for an agent that is not well: of a failure mode that it shows, else the one for what it is. */
function runbookOf(
  plan: Plan,
  evaluated: EvaluatedAgent,
  failures: ReadonlyMap<string, EvaluatedFailure>,
): AgentPosture['runbook'] {
  if (!NOT_WELL.includes(evaluated.verdict)) return null;
  if (evaluated.proof !== undefined) return proofRunbook(plan, [evaluated.proof]);
  if (evaluated.code === 'pods-out-of-reach') return runbookRef(plan, plan.fallbackRunbooks?.consoleBlind);
  const names = [evaluated.plan.name, ...evaluated.plan.workloads.map((w) => w.name)];
  const shown = plan.failures.find((f) => {
    const failure = failures.get(f.id);
    return failure?.state === 'present' && failure.who.some((who) => names.includes(who));
  });
  if (shown !== undefined) return runbookRef(plan, shown.runbook);
  return evaluated.verdict === 'attention' || isLeftOpen(evaluated)
    ? null
    : agentRunbookNow(plan, evaluated, failures);
}

/**
 * The runbook for an agent that is bad, or unknown: of the failure mode that watches it and cannot be told, else of a
 * rule on it. One that passes the freshness gate is not down: its runbook is that of the plan's rule on the gate.
 */
export function agentRunbookNow(
  plan: Plan,
  evaluated: EvaluatedAgent,
  failures: ReadonlyMap<string, EvaluatedFailure>,
): AgentPosture['runbook'] {
  const { plan: agent, verdict, code, proof } = evaluated;
  if (proof !== undefined) return proofRunbook(plan, [proof]);
  if (code === 'blind' && agent.runs !== 'off') return runbookRef(plan, plan.fallbackRunbooks?.consoleBlind);
  const { name } = agent;
  const keptOff = isKeptOff(plan, agent);
  const watching =
    verdict === 'unknown'
      ? plan.failures.find((f) => f.agents?.includes(name) && failures.get(f.id)?.state === 'cannot-tell')
      : undefined;
  return watching === undefined
    ? agentRunbook(plan, { name, keptOff, verdict, gateBypassed: passesGate({ code }) })
    : runbookRef(plan, watching.runbook);
}

function podsPosture(evaluated: EvaluatedAgent): AgentPosture['pods'] {
  const { plan, workloads, pods } = evaluated;
  const inCluster = plan.workloads.length > 0;
  const longLived = workloads.filter((w) => w.kind !== 'Job' && w.kind !== 'CronJob');
  const onlyJobs = inCluster && plan.workloads.every((w) => w.kind === 'Job' || w.kind === 'CronJob');
  const counts = inCluster && !onlyJobs && workloads.length > 0;
  return {
    desired: counts ? longLived.reduce((sum, w) => sum + w.desired, 0) : null,
    ready: counts ? longLived.reduce((sum, w) => sum + w.ready, 0) : null,
    restarts: counts ? pods.reduce((sum, p) => sum + restartsOf(p), 0) : null,
    ...notAskedOf(evaluated),
    place: onlyJobs ? 'job' : inCluster ? null : placeless(evaluated),
    list: pods.map(podPosture),
  };
}

/** Each pod once, whichever of its probes did not come to it. */
function notAskedOf({ results, pods }: EvaluatedAgent): { notAsked?: number } {
  const late = new Set(results.filter((r) => NOT_ASKED.includes(r.code)).map((r) => r.instance));
  const notAsked = pods.filter((pod) => late.has(instanceOf(pod))).length;
  return notAsked === 0 ? {} : { notAsked };
}

const NOT_ASKED: readonly ProbeCode[] = ['not-asked', 'lapsed'];

function placeless(evaluated: EvaluatedAgent): string {
  if (evaluated.plan.cloudRun !== undefined) return 'Cloud Run';
  return evaluated.plan.workloadUndeclared === undefined ? 'script' : 'not declared';
}

function restartsOf(pod: Pod): number {
  return pod.states.reduce((sum, s) => sum + s.restarts, 0);
}

function podPosture(pod: Pod): AgentPosture['pods']['list'][number] {
  const waiting = pod.states.find((s) => s.state === 'waiting');
  return {
    name: pod.name,
    namespace: pod.namespace,
    phase: pod.phase,
    ready: pod.ready,
    terminating: pod.terminating,
    restarts: restartsOf(pod),
    node: pod.node,
    lastExit: lastExitOf(pod.states),
    waiting: waiting === undefined ? null : { reason: waiting.reason ?? 'waiting', message: waiting.message },
  };
}

function lastExitOf(states: readonly ContainerState[]): AgentPosture['pods']['list'][number]['lastExit'] {
  const exit = states.find((s) => s.lastExit !== null)?.lastExit;
  return exit === null || exit === undefined ? null : { ...exit, at: instantOrNull(exit.at) };
}

function probePosture(r: ProbeResult): AgentPosture['probes'][number] {
  return {
    kind: 'probe',
    id: r.probe.id,
    subject: r.instance,
    probeKind: r.probe.kind,
    instance: r.instance,
    path: answeredPath(r),
    verdict: r.verdict,
    code: r.code,
    params: r.params,
    status: r.status,
    limitSeconds: r.limitSeconds,
    since: instantOrNull(r.since),
    observedAt: instantOrNull(r.answeredAt),
    evidence: [],
    runbook: null,
  };
}

function workloadPosture(w: Workload): AgentPosture['workloads'][number] {
  const { kind, namespace, name, desired, ready } = w;
  return { kind, namespace, name, desired, ready, image: w.containers[0]?.image ?? null };
}

/** With its region for a namespace. Its count is known only if it is fixed by hand. */
function cloudRunPosture(value: CloudRunValue): AgentPosture['workloads'][number] {
  const { kind, region, name, manualInstances, containers } = value;
  const shown = { kind: CLOUD_RUN_NAMES[kind], namespace: region, name };
  return { ...shown, desired: manualInstances, ready: null, image: containers[0]?.image ?? null };
}

/** The measured values of an agent: of several runtimes the one with the oldest heartbeat. */
export function agentMeasured(evaluated: EvaluatedAgent): Measured['agents'][string] {
  const oldest = evaluated.results
    .filter((r) => r.beatAt !== null)
    .reduce<ProbeResult | null>((a, r) => (a === null || (r.beatAt ?? 0) < (a.beatAt ?? 0) ? r : a), null);
  const any = oldest ?? evaluated.results.find((r) => r.answeredAt !== null) ?? null;
  const reported =
    oldest?.answer !== null && oldest !== null && 'reportedAgeSeconds' in oldest.answer
      ? oldest.answer.reportedAgeSeconds
      : null;
  return {
    lastBeatAt: instantOrNull(oldest?.beatAt),
    reportedAgeSeconds: reported,
    observedAt: instantOrNull(any?.answeredAt),
    latencyMs: any?.latencyMs ?? null,
    ...(any?.everySeconds === undefined ? {} : { everySeconds: any.everySeconds }),
  };
}
