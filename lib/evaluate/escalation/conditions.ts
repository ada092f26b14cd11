/**
 * If the condition of an escalation rule holds now (plan, Escalation rules): it holds, it does not, or it cannot be
 * evaluated. Only evidence ends it: an unavailable subject is never calm.
 */

import { valuesOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import { agentSaid, agentState } from '../../messages/status/agent.ts';
import { failureBecause } from '../../messages/status/failure.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { proofDetail, proofLabel, proofValue } from '../../messages/status/proof.ts';
import type { EscalationPlan } from '../../plan/schema.ts';
import { passesGate } from '../../status/agent.ts';
import type { Message } from '../../status/message.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { Verdict } from '../../vocabulary.ts';
import { HALT_PROOFS, WORKLOAD_KINDS } from '../../vocabulary.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { meshAvailability, pollAvailability } from '../base/availability.ts';
import { hasFinished } from '../base/live.ts';
import { culpritOf } from '../execution/culprits.ts';
import { executorRuns } from '../execution/execution.ts';
import { executorAgent } from '../execution/executor.ts';
import { readSwitch, type SwitchResult } from '../execution/kill-switch.ts';
import { bypassVariables } from '../execution/settings/bypass.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';
import type { Condition, ConditionResult, Evaluated } from './condition.ts';
import { sourceLost } from './source-lost.ts';

export function readCondition(evaluated: Evaluated, rule: EscalationPlan): ConditionResult {
  const { when } = rule;
  switch (when.kind) {
    case 'execution':
      return readExecution(evaluated, when.outcomes);
    case 'halt-switch-unconfirmed':
      return readHaltSwitches(evaluated);
    case 'gate-bypassed':
      return readGate(evaluated);
    case 'failure':
      return readFailure(evaluated, when.failure, when.agents);
    case 'agent':
      return readAgents(evaluated, when.agents, when.verdicts);
    case 'sight-lost':
      return sourceLost(evaluated, when.criticalities);
  }
}

function holds(
  restsOn: string[],
  because: Message,
  found: { agent?: string | null; since?: number | null; failure?: string } = {},
): Condition {
  const { agent = null, since = null, failure = null } = found;
  return { result: 'holds', because, agent, since, failure, restsOn };
}

const doesNot = (why: Message): ConditionResult => ({ result: 'does-not', why });
const cannotTell = (why: Message, unclear: string[]): ConditionResult => ({
  result: 'cannot-tell',
  why,
  unclear,
});

function readExecution({ world, execution }: Evaluated, outcomes: readonly string[]): ConditionResult {
  const { outcome, proofs } = execution;
  if (outcomes.includes(outcome)) {
    if (outcome === 'gated' && !world.plan.safety.executors.gatedPages)
      return doesNot(say('rule-gated-pages-not'));
    const bad = proofs.filter((p) => p.verdict === 'bad');
    return holds(
      bad.map((p) => p.id),
      twoOf(bad.map((p) => say('rule-proof-fails', wordsOf(p)))),
      { agent: culpritOf(execution.culprits, bad) ?? executorAgent(world.plan) },
    );
  }
  if (outcome !== 'unproven') return doesNot(say('rule-execution-is', { outcome }));
  const unclear = proofs.filter((p) => p.verdict === 'unknown');
  return cannotTell(
    twoOf(unclear.map((p) => say('rule-proof-unclear', { label: proofLabel(p.id), detail: proofDetail(p) }))),
    unclear.map((p) => p.id),
  );
}

const twoOf = (items: readonly Message[]): Message => say('clauses', { items, most: 2 });
const allOf = (items: readonly Message[]): Message => say('clauses', { items, most: 3 });

const wordsOf = (p: ProofStatus) => ({
  label: proofLabel(p.id),
  value: proofValue(p),
  detail: proofDetail(p),
});

/**
 * The kill switch cannot be confirmed while an executor is not proven off. If neither is available, that is this
 * condition too; only before the first read of the switches is there no result.
 */
function readHaltSwitches({ world, execution }: Evaluated): ConditionResult {
  if (execution.haltConfirmed) return doesNot(say('rule-switch-confirmed'));
  if (execution.executorsOff) return doesNot(say('rule-executors-off'));
  const switches = world.plan.safety.haltSwitches.map((s) => readSwitch(world, s));
  if (switches.every((s) => s.code === 'not-read'))
    return cannotTell(say('rule-no-switch-read'), [...HALT_PROOFS]);
  if (!executorRuns(execution.proofs) && firstReads(switches))
    return cannotTell(say('rule-switches-not-read'), [...HALT_PROOFS]);
  const weak = execution.proofs.filter((p) => HALT_PROOFS.includes(p.id) && FAILS.includes(p.verdict));
  if (onlyUnseen(execution.proofs, weak))
    return cannotTell(
      say('rule-switches-say-halted', { details: weak.map(proofDetail) }),
      weak.map((p) => p.id),
    );
  return holds(
    weak.map((p) => p.id),
    twoOf(weak.map((p) => say('rule-layer-weak', wordsOf(p)))),
    { agent: culpritOf(execution.culprits, weak) ?? executorAgent(world.plan) },
  );
}

/** True if the switches are unconfirmed only because the first read of one is still under way. */
function firstReads(switches: readonly SwitchResult[]): boolean {
  const mayBeHalted = (s: SwitchResult) => s.result === 'halted' || (s.awaited && s.code === 'not-read');
  return switches.some((s) => s.awaited) && switches.every(mayBeHalted);
}

/**
 * True if the switches themselves are read as halted, no executor is known to run, and only how it is taken is
 * unavailable: then nothing is known to be misconfigured, and lost sources have their own rule.
 */
function onlyUnseen(proofs: readonly ProofStatus[], weak: readonly ProofStatus[]): boolean {
  return !executorRuns(proofs) && weak.every((p) => p.id !== 'halt-switches' && p.verdict === 'unknown');
}

const FAILS: readonly Verdict[] = ['bad', 'unknown'];

const VARIABLES = 'variables';

/** The freshness gate is bypassed: by a variable in a pod's spec, or by a producer that calls old ticks ok. */
function readGate({ world, agents }: Evaluated): ConditionResult {
  const gated = agents.flatMap((a) => a.results.filter(tellsOfGate).map((r) => ({ agent: a, r })));
  const liar = gated.find(({ r }) => familyOf(r) === 'gate-bypassed');
  if (liar !== undefined)
    return holds([liar.agent.plan.name], probeReason(liar.r), {
      agent: liar.agent.plan.name,
      since: liar.r.since,
    });
  const { namespaces } = world.plan.mesh;
  const objects = [...valuesOf(world.ledger, 'workload'), ...valuesOf(world.ledger, 'pod')];
  const by = bypassVariables(
    world,
    objects.filter((object) => namespaces.includes(object.namespace)),
  );
  const bypassing = agents.find(passesGate);
  if (by.length > 0)
    return holds([VARIABLES], say('rule-variables-set', { variables: by }), {
      agent: bypassing?.plan.name ?? null,
    });
  const availability = meshAvailability(world, WORKLOAD_KINDS);
  const silent = gated.filter(
    ({ agent, r }) =>
      UNTOLD.includes(familyOf(r)) && !(availability.available && runsNowhere(world, agent, r)),
  );
  if (availability.available && silent.length === 0) return doesNot(say('rule-no-bypass'));
  return cannotTell(
    allOf([
      ...(availability.available ? [] : [availability.why]),
      ...silent.map(({ agent, r }) => say('rule-said-of', { of: agent.plan.name, said: probeSaid(r) })),
    ]),
    [...(availability.available ? [] : [VARIABLES]), ...silent.map(({ agent }) => agent.plan.name)],
  );
}

/** Codes of a probe result without any claim that could be true or false. */
const UNTOLD: readonly ProbeFamily[] = ['no-answer', 'not-asked', 'out-of-reach', 'unproven'];

/** True if it is known that there is nothing to ask: a stopped agent passes no gate. */
function runsNowhere(world: Evaluated['world'], agent: EvaluatedAgent, r: ProbeResult): boolean {
  const over = agent.pods.every((pod) => hasFinished(world, pod));
  return r.code === 'not-asked' && r.probe.target.via === 'workload' && over;
}

/** Probe results that show a bypassed gate, and those that could show it. */
function tellsOfGate(r: ProbeResult): boolean {
  return (
    familyOf(r) === 'gate-bypassed' ||
    r.probe.kind === 'marketdata-heartbeat' ||
    r.probe.kind === 'ops-status'
  );
}

/** `names`: the rule is about these agents only. A failure mode names agents or their workloads. */
function readFailure(evaluated: Evaluated, id: string, names?: readonly string[]): ConditionResult {
  const { world } = evaluated;
  const title = world.plan.failures.find((f) => f.id === id)?.title ?? id;
  const failure = evaluated.failures.get(id);
  if (failure === undefined) return cannotTell(say('failure-not-looked-for'), [id]);
  if (failure.state === 'cannot-tell')
    return {
      ...cannotTell(failureBecause(failure), [id]),
      ...(isOutOfReach(evaluated, failure) ? { drops: SILENCE } : {}),
    };
  if (failure.state === 'absent') return doesNot(absentAs(evaluated, id, title));
  const agents = world.plan.agents.filter((a) => names?.includes(a.name) ?? true);
  const shown = agents.find((a) =>
    [a.name, ...a.workloads.map((w) => w.name)].some((n) => failure.who.includes(n)),
  );
  if (names === undefined || shown !== undefined)
    return holds([id], failureBecause(failure), {
      agent: shown?.name ?? failure.who[0] ?? null,
      since: failure.since,
      failure: id,
    });
  return elsewhere(evaluated, { id, title, names, who: failure.who });
}

/** An agent's silence says nothing of it once it is known to be out of reach from here. */
const SILENCE = 'failure-no-fresh-tick';

function isOutOfReach({ agents }: Evaluated, { who }: EvaluatedFailure): boolean {
  return agents.some(
    (a) => who.includes(a.plan.name) && a.results.some((r) => familyOf(r) === 'out-of-reach'),
  );
}

/** Present at other subjects than the rule's: that is known only with the rule's own available. */
function elsewhere(
  { world, agents }: Evaluated,
  { id, title, names, who }: { id: string; title: string; names: readonly string[]; who: string[] },
): ConditionResult {
  const unknown = agents.find((a) => names.includes(a.plan.name) && a.verdict === 'unknown');
  if (unknown !== undefined) return cannotTell(saidOfAgent(unknown), [id]);
  const availability = pollAvailability(world, 'Pod', world.plan.mesh.namespaces);
  return availability.available
    ? doesNot(say('rule-failure-elsewhere', { title, who, not: names }))
    : cannotTell(availability.why, [id]);
}

const saidOfAgent = (agent: EvaluatedAgent): Message =>
  say('rule-said-of', { of: agent.plan.name, said: agentSaid(agent) });

function absentAs({ world, agents }: Evaluated, id: string, title: string): Message {
  const plan = world.plan.failures.find((f) => f.id === id);
  const beats =
    plan?.detector === 'heartbeat-stale'
      ? agents
          .filter((a) => plan.agents?.includes(a.plan.name) ?? true)
          .flatMap((a) => a.results.filter((r) => r.code === 'good' && r.limitSeconds !== null))
      : [];
  const limits = beats.flatMap((r) => (r.limitSeconds === null ? [] : [r.limitSeconds]));
  const limitSeconds = limits.length === 0 ? null : Math.max(...limits);
  return say('rule-failure-absent', { title, limitSeconds });
}

function readAgents(
  { agents }: Evaluated,
  names: readonly string[],
  verdicts: readonly Verdict[],
): ConditionResult {
  const asked = agents.filter((a) => names.includes(a.plan.name));
  const hit = asked.find((a) => verdicts.includes(a.verdict));
  if (hit !== undefined)
    return {
      ...holds([hit.plan.name], agentSaid(hit), { agent: hit.plan.name, since: hit.since }),
      ...(hit.verdict === 'unknown' ? { unknown: true } : {}),
    };
  const unknown = asked.filter((a) => a.verdict === 'unknown');
  return unknown.length > 0
    ? cannotTell(
        allOf(unknown.map(saidOfAgent)),
        unknown.map((a) => a.plan.name),
      )
    : doesNot(allOf(asked.map((a) => say('rule-agent-is', { agent: a.plan.name, state: agentState(a) }))));
}
