/** One verdict per agent of the roster: its expectation, its evidence, and the one reason that matters. */

import type { CloudRunValue } from '../../facts/fact.ts';
import { textOn } from '../../messages/dated.ts';
import { say } from '../../messages/say.ts';
import { agentReason, agentState } from '../../messages/status/agent.ts';
import { probeSeen } from '../../messages/status/probe.ts';
import { proofDetail, proofLabel, proofValue } from '../../messages/status/proof.ts';
import { text } from '../../messages/text.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import { AGENT_VERDICTS, type AgentCode, passesGate } from '../../status/agent.ts';
import type { Message, Params } from '../../status/message.ts';
import { familyOf } from '../../status/probe.ts';
import type { Evidence } from '../../status/status.ts';
import { CLUSTER_EXECUTOR_PROOFS, type ProofId, VERDICT_RANK, type Verdict } from '../../vocabulary.ts';
import { type Availability, meshAvailability, pollAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { isRef, type Pod, podsOf, type Workload, type World, workloadsOf } from '../base/input.ts';
import { hasFinished, isLive } from '../base/live.ts';
import { isSilent } from '../base/nodes.ts';
import type { StateBuilder } from '../base/state.ts';
import { cloudAvailability, cloudRunOf } from '../execution/cloud-search.ts';
import type { NamedCulprit } from '../execution/culprits.ts';
import type { EvaluatedExecution } from '../execution/execution.ts';
import { isKeptOff } from '../execution/executor.ts';
import { bypassVariables } from '../execution/settings/bypass.ts';
import { hoursOf, runWindow } from './expectation.ts';
import type { AgentVersions } from './images/versions.ts';
import { offParts, offSigns } from './off.ts';
import type { DatedTrouble, PodTroubles } from './pod-troubles.ts';
import { answeredPath } from './probes/lesser-answers.ts';
import type { ProbeResult } from './probes/probe-result.ts';
import { readinessIsRead } from './readiness.ts';
import { workloadFindings } from './workload-health.ts';

/** Why an agent has its verdict: by its probe results and pods, or by the roster itself. */
export interface AgentFinding {
  readonly code: AgentCode;
  /** Follows from the code. */
  readonly verdict: Verdict;
  /** The reason, and the parameters of the state's text. */
  readonly params: Params;
  /** Since when by the evidence itself, epoch ms. */
  readonly since: number | null;
  /** The proof of execution that it is about. */
  readonly proof?: ProofId | undefined;
}

export interface EvaluatedAgent extends AgentFinding {
  plan: AgentPlan;
  results: readonly ProbeResult[];
  troubles: DatedTrouble[];
  workloads: Workload[];
  pods: Pod[];
  /** What the plan names of it on Cloud Run, as last searched. */
  cloudRun: CloudRunValue[];
  evidence: Evidence[];
}

/**
 * The rank of the finding that decides. It is the roster's order, except that halted or inactive as planned is not
 * health: it outweighs ready pods.
 */
const WEIGHT: Readonly<Record<Verdict, number>> = {
  ...VERDICT_RANK,
  'expected-off': VERDICT_RANK.good - 0.5,
};

/** What an agent is evaluated by, besides the plan and the ledger. `results`: all probe results of this agent. */
export interface AgentInput {
  results: readonly ProbeResult[];
  troubles: PodTroubles;
  execution: EvaluatedExecution;
  states: StateBuilder;
  versions: AgentVersions;
}

export function evaluateAgent(world: World, agent: AgentPlan, input: AgentInput): EvaluatedAgent {
  const { results, execution, states } = input;
  const { pods, workloads } = mustBeOff(world, agent)
    ? offParts(world, agent)
    : { pods: podsOf(world, agent), workloads: workloadsOf(world, agent) };
  const parts = {
    plan: agent,
    results,
    troubles: pods.flatMap((pod) => input.troubles.get(pod) ?? []),
    workloads,
    pods,
    cloudRun: cloudRunOf(world, agent),
    states,
    versions: input.versions,
  };
  const findings = findingsOf(world, parts, execution);
  const worst = findings.reduce((a, b) => (WEIGHT[b.verdict] < WEIGHT[a.verdict] ? b : a));
  const { states: _, versions, ...shown } = parts;
  const told = [...evidenceOf(world, parts, findings), ...versions.evidence];
  return { ...shown, ...worst, evidence: told };
}

type Parts = Pick<EvaluatedAgent, 'plan' | 'results' | 'troubles' | 'workloads' | 'pods' | 'cloudRun'> &
  Pick<AgentInput, 'states' | 'versions'>;

/** Off by the plan, and no executor: of those the proofs tell more than their own pods. */
function mustBeOff({ plan }: World, agent: AgentPlan): boolean {
  return agent.runs === 'off' && !isKeptOff(plan, agent);
}

/** Of equals the first decides: a gate that is passed, then a proof that does not hold, then the rest. */
function findingsOf(
  world: World,
  parts: Parts,
  execution: EvaluatedExecution,
): [AgentFinding, ...AgentFinding[]] {
  const own = ownFindings(world, parts, execution);
  const keptOff = isKeptOff(world.plan, parts.plan);
  const [first, ...rest] = culpritFindings(parts.plan, keptOff, execution);
  if (first === undefined) return own;
  if (keptOff) return [...own, first, ...rest];
  const [gate, ...gates] = own.filter(passesGate);
  const others = own.filter((f) => !passesGate(f));
  return gate === undefined ? [first, ...rest, ...others] : [gate, ...gates, first, ...rest, ...others];
}

/** What makes it a culprit, each once. Its own state says already that an executor is wanted or runs. */
function culpritFindings(
  { name }: AgentPlan,
  keptOff: boolean,
  { culprits }: EvaluatedExecution,
): AgentFinding[] {
  const own = culprits.filter(
    (c) => c.agent === name && !(keptOff && CLUSTER_EXECUTOR_PROOFS.includes(c.proof)),
  );
  const once = new Map(own.map((c) => [JSON.stringify([c.proof, c.verdict, c.what]), c]));
  return [...once.values()].map(culpritFinding);
}

function culpritFinding({ proof, verdict, what }: NamedCulprit): AgentFinding {
  const code = verdict === 'bad' ? 'breaks-proof' : 'keeps-proof-open';
  return { ...finding(code, say('agent-culprit', { proof: proofLabel(proof), what })), proof };
}

function ownFindings(
  world: World,
  parts: Parts,
  execution: EvaluatedExecution,
): [AgentFinding, ...AgentFinding[]] {
  if (mustBeOff(world, parts.plan)) return off(world, parts);
  if (parts.plan.runs === 'off') return [executorFinding(execution)];
  if (parts.plan.runs === 'on-demand') return onDemand(world, parts);
  if (parts.plan.workloadUndeclared !== undefined)
    return [finding('undeclared', say('quoted', { words: parts.plan.workloadUndeclared }))];
  return alwaysOn(world, parts);
}

function finding(code: AgentCode, reason?: Message): AgentFinding {
  return {
    code,
    verdict: AGENT_VERDICTS[code],
    params: reason === undefined ? {} : { reason },
    since: null,
  };
}

/** An executor that must be off: its verdict follows from execution's proofs (plan, Safety invariants). */
function executorFinding(execution: EvaluatedExecution): AgentFinding {
  const proofs = execution.proofs.filter((p) => CLUSTER_EXECUTOR_PROOFS.includes(p.id));
  const bad = proofs.find((p) => p.verdict === 'bad');
  if (bad !== undefined)
    return finding('not-off', say('agent-executor', { value: proofValue(bad), detail: proofDetail(bad) }));
  const unclear = proofs.find((p) => p.verdict === 'unknown');
  if (unclear !== undefined) return finding('blind', proofDetail(unclear));
  const ran = proofs.find((p) => p.code === 'executor-finished');
  return ran === undefined ? finding('off') : finding('ran-off', proofDetail(ran));
}

/** Off only while all that could run it is read, and none of it is wanted or runs. */
function off(world: World, parts: Parts): [AgentFinding, ...AgentFinding[]] {
  const { plan, results } = parts;
  const signs = offSigns(world, parts).map(({ code, reason }) => finding(code, reason));
  const unclear = unclearEnds(world, parts);
  const unread = [
    ...(plan.workloads.length > 0 ? [availabilityOf(world, parts)] : []),
    ...(plan.cloudRun === undefined ? [] : [cloudAvailability(world)]),
  ].flatMap((a) => (a.available ? [] : [finding('blind', a.why)]));
  const [first, ...rest] = [...signs, ...unread, ...unclear];
  if (first !== undefined) return [first, ...rest];
  if (plan.workloads.length > 0 || plan.cloudRun !== undefined) return [finding('off')];
  return [results.length === 0 ? finding('nothing-to-see') : finding('not-shown', say('agent-not-shown'))];
}

/**
 * An agent that people start: not running is good; running needs attention outside the hours that the plan gives it; a
 * crash is a crash.
 */
function onDemand(world: World, parts: Parts): [AgentFinding, ...AgentFinding[]] {
  const { plan, results } = parts;
  if (plan.workloads.length === 0 && plan.probes.length === 0) return [finding('nothing-to-see')];
  const troubles = parts.troubles.map(troubleFinding);
  const availability = availabilityOf(world, parts);
  if (plan.workloads.length > 0 && !availability.available)
    return [finding('blind', availability.why), ...troubles];
  if (plan.workloads.length === 0 && !results.some((r) => r.counts))
    return [finding('not-shown', say('agent-not-shown'))];
  const running = parts.pods.filter((pod) => isLive(world, pod));
  troubles.push(...unclearEnds(world, parts));
  if (running.length > 0 || results.some((r) => r.counts)) {
    return [
      startedByPeople(world, plan, running.length),
      ...running.filter((p) => !p.ready).map(notYet),
      ...results.filter((r) => r.counts).map(resultFinding),
      ...versionFindings(parts),
      ...troubles,
    ];
  }
  const wanted = parts.workloads.find((w) => w.kind !== 'CronJob' && w.desired > 0);
  if (wanted !== undefined)
    return [finding('starting', say('agent-wants-pod', { workload: nameOf(wanted) })), ...troubles];
  return [finding(plan.modeDefault === 'OFF' ? 'off' : 'idle'), ...troubles];
}

function unclearEnds(world: World, { pods }: Parts): AgentFinding[] {
  return pods.filter((p) => !isLive(world, p) && !hasFinished(world, p)).map(endUnclear);
}

function endUnclear(pod: Pod): AgentFinding {
  return finding('end-unclear', say('agent-end-unclear', { pod: pod.name }));
}

function notYet(pod: Pod): AgentFinding {
  return finding('starting', say('agent-pod-unready', { pod: pod.name }));
}

function startedByPeople(world: World, plan: AgentPlan, pods: number): AgentFinding {
  const started = { name: plan.name, pods };
  switch (runWindow(plan, world.market.state)) {
    case 'inside':
      return finding('running-in-hours', say('agent-runs-in-hours', started));
    case 'outside':
      return finding(
        'running-outside-hours',
        say('agent-runs-outside', { ...started, hours: hoursOf(plan) }),
      );
    case 'unknown':
      return finding('running', say('agent-hours-unknown', started));
    case 'any':
      return finding('running', say('agent-on-demand', started));
  }
}

function alwaysOn(world: World, parts: Parts): [AgentFinding, ...AgentFinding[]] {
  if (isUnused(world, parts)) return [missing(parts.plan, parts.plan.workloads.map(nameOf))];
  const findings = [
    ...bypassFindings(world, parts),
    ...parts.troubles.map(troubleFinding),
    ...parts.results.filter((r) => familyOf(r) !== 'not-offered').map(resultFinding),
    ...platformFindings(world, parts),
    ...versionFindings(parts),
    ...parts.cloudRun.flatMap((value) => jobFindings(world, value)),
  ];
  const [first, ...rest] = findings;
  return first === undefined ? [finding('no-health', say('agent-no-health'))] : [first, ...rest];
}

/** Optional, with its sources available, and not there: its probes have nothing to ask, which is no finding. */
function isUnused(world: World, parts: Parts): boolean {
  const { plan, workloads, pods } = parts;
  const none = workloads.length === 0 && pods.length === 0;
  return plan.optional && plan.workloads.length > 0 && none && availabilityOf(world, parts).available;
}

/** An agent whose spec tells it to pass the gate is not well, whatever it answers. */
function bypassFindings(world: World, parts: Parts): AgentFinding[] {
  const set = bypassVariables(world, [...parts.workloads, ...parts.pods]);
  return set.length === 0 ? [] : [finding('bypass-variable', say('agent-bypassed-by', { variables: set }))];
}

function troubleFinding({ code, params, since }: DatedTrouble): AgentFinding {
  return { code, verdict: AGENT_VERDICTS[code], params, since };
}

function versionFindings({ versions }: Parts): AgentFinding[] {
  return versions.findings.map(({ code, reason, since }) => ({ ...finding(code, reason), since }));
}

function resultFinding(r: ProbeResult): AgentFinding {
  const { code, verdict, params, since } = r;
  return { code, verdict, params, since };
}

/** A job of it on Cloud Run. That it runs, or did, is good only while Cloud Run is searched. */
function jobFindings(world: World, { kind, name, region, lastRun }: CloudRunValue): AgentFinding[] {
  if (kind !== 'job' || lastRun === null) return [];
  if (lastRun === 'failed') return [finding('job-failed', say('agent-job-failed', { job: name, region }))];
  const well = lastRun === 'running' || lastRun === 'succeeded';
  return well && cloudAvailability(world).available ? [finding('good')] : [];
}

/** The cluster's own evidence: declared workloads exist, and their pods are ready. */
function platformFindings(world: World, parts: Parts): AgentFinding[] {
  if (parts.plan.workloads.length === 0) return [];
  const availability = availabilityOf(world, parts);
  if (!availability.available) return [finding('blind', availability.why)];
  return [
    ...silentNodes(world, parts),
    ...parts.plan.workloads.flatMap((ref) => {
      const found = parts.workloads.filter((w) => isRef(world.plan, ref, w));
      if (found.length === 0) return [missing(parts.plan, [nameOf(ref)])];
      return found.flatMap((w) => healthOf(world, parts, w));
    }),
  ];
}

/** What a silent node's kubelet last reported is no evidence; the pods' own answers are. */
function silentNodes(world: World, { pods, results }: Parts): AgentFinding[] {
  const there = pods.filter(
    (pod) => pod.node !== null && isSilent(world, pod.node) && isLive(world, pod) && !pod.terminating,
  );
  if (there.length === 0) return [];
  const answers = there.every((pod) =>
    results.some((r) => r.counts && r.instance === `${pod.namespace}/${pod.name}`),
  );
  const nodes = [...new Set(there.flatMap(({ node }) => node ?? []))].sort();
  return [finding(answers ? 'node-silent-answers' : 'node-silent', say('agent-node-silent', { nodes }))];
}

function missing(plan: AgentPlan, workloads: readonly string[]): AgentFinding {
  return plan.optional
    ? finding('unused', say('agent-unused', { workloads }))
    : finding('missing', say('agent-missing', { workloads }));
}

function nameOf({ kind, name }: { kind: string; name: string }): string {
  return `${kind} ${name}`;
}

function healthOf(world: World, { pods, results, states }: Parts, w: Workload): AgentFinding[] {
  const read = readinessIsRead(w, pods, results);
  return workloadFindings(world, states, w, read).map(({ code, reason, since }) => ({
    ...finding(code, reason),
    since,
  }));
}

/** Availability of the kinds that an agent's workloads have, and of pods. */
function availabilityOf(world: World, parts: Parts): Availability {
  const kinds = [...new Set([...parts.plan.workloads.map((ref) => ref.kind), 'Pod'])];
  return kinds.length === 1
    ? pollAvailability(world, 'Pod', world.plan.mesh.namespaces)
    : meshAvailability(world, kinds);
}

/** The findings as evidence, the worst first, with the workloads and answers that they depend on. */
function evidenceOf(world: World, parts: Parts, findings: readonly AgentFinding[]): Evidence[] {
  const availability = parts.plan.workloads.length > 0 ? availabilityOf(world, parts).at : null;
  const told = findings
    .filter((f) => f.params.reason !== undefined)
    .map((f) =>
      evidence(
        text(agentState(f)),
        textOn(agentReason(f), world.now),
        parts.plan.name,
        f.since ?? availability,
        `${f.code}: reads as ${f.verdict}`,
      ),
    );
  const answers = parts.results.map((r) =>
    evidence(
      answeredPath(r),
      textOn(probeSeen(r), world.now),
      r.instance,
      r.answeredAt,
      `probe ${r.probe.id}, contract ${r.probe.kind}`,
    ),
  );
  const unread = parts.results.flatMap(({ answer, counts, instance, answeredAt }) =>
    counts
      ? (answer?.unreadable ?? []).map(({ field, value }) =>
          evidence(field, value, instance, answeredAt, 'a field that cannot be read is unknown'),
        )
      : [],
  );
  const workloads = parts.workloads.map((w) =>
    evidence(
      'replicas',
      text(say('agent-replicas', { desired: w.desired, ready: w.ready })),
      `${w.kind} ${w.name}, ${w.namespace}`,
      availability,
      'runs as the plan’s roster says',
    ),
  );
  return [...told, ...answers, ...unread, ...workloads];
}
