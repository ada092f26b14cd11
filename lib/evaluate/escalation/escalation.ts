/**
 * The state of each of the plan's escalation rules, all the time: firing, pending, waiting for a gate, inactive, or not
 * known (plan, Escalation rules). A timer belongs to its condition: it starts when the condition began, by the evidence
 * if that has a time, and ends only with evidence that the condition is over (`rule-timer.ts`). It runs on while the
 * source is unavailable.
 */

import { knownValue } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { EscalationPlan, Plan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import { RULE_VERDICTS, type RuleCode } from '../../status/rule.ts';
import type { RuleGate, RuleStatus } from '../../status/rule-status.ts';
import type { Evidence } from '../../status/status.ts';
import { ESCALATION_STATES, type EscalationState, PRIORITIES } from '../../vocabulary.ts';
import { neverTried } from '../base/availability.ts';
import { instant, instantOrNull, oldestOf } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { declaredHalt } from '../base/market-halt.ts';
import { runbookRef } from '../base/runbook-ref.ts';
import { evaluateSources } from '../base/sources.ts';
import type { HeldRule, StateBuilder } from '../base/state.ts';
import type { ConditionResult, Evaluated } from './condition.ts';
import { readCondition } from './conditions.ts';
import { type RuleTimer, type RuleTimers, ruleTimer } from './rule-timer.ts';

export interface Gate {
  name: RuleGate;
  /** Epoch ms; null if no calendar covers it. */
  opensAt: number | null;
}

export interface EvaluatedEscalation {
  rule: EscalationPlan;
  code: RuleCode;
  state: EscalationState;
  because: Message;
  agent: string | null;
  /** Id of the failure mode that the condition lists. */
  failure: string | null;
  since: number | null;
  firesAt: number | null;
  gate: Gate | null;
  /** Of the condition's subjects, as far as they are available. */
  evidence: Evidence[];
  /** Since when the condition is clear, though not for long enough yet; epoch ms. */
  clear: number | null;
}

/** All rules, the most urgent first; the plan's order decides between equals. */
export function evaluateEscalations(evaluated: Evaluated, states: StateBuilder): EvaluatedEscalation[] {
  const starting = firstLooks(evaluated, states);
  return evaluated.world.plan.escalations
    .map((rule) => evaluateRule(evaluated, rule, resultOf(evaluated, rule, starting, states), states))
    .sort(mostUrgentFirst);
}

/** A console that has just started has not looked everywhere: for so long that is no loss of sight, and no calm. */
const FIRST_LOOKS_MS = 10_000;

/** True while a source was never tried, or an agent was not asked since the start; for a short time only. */
function firstLooks({ world, agents }: Evaluated, states: StateBuilder): boolean {
  const asked = !agents.some(({ code }) => code === 'not-asked');
  const had = asked || states.timer('first-looks')?.state === 'had';
  const awaited = !had || evaluateSources(world).some(({ id }) => neverTried(world, id));
  const since = states.since('first-looks', awaited ? 'awaited' : 'had');
  return awaited && world.now - since < FIRST_LOOKS_MS;
}

function resultOf(
  evaluated: Evaluated,
  rule: EscalationPlan,
  starting: boolean,
  states: StateBuilder,
): ConditionResult {
  const result = readCondition(evaluated, rule);
  if (result.result !== 'holds') return result;
  if (!starting || result.unknown !== true) return { ...result, since: states.evident(result.since) };
  return { result: 'cannot-tell', why: result.because, unclear: result.restsOn };
}

function mostUrgentFirst(a: EvaluatedEscalation, b: EvaluatedEscalation): number {
  const state = ESCALATION_STATES.indexOf(a.state) - ESCALATION_STATES.indexOf(b.state);
  return state || PRIORITIES.indexOf(a.rule.priority) - PRIORITIES.indexOf(b.rule.priority);
}

function evaluateRule(
  evaluated: Evaluated,
  rule: EscalationPlan,
  result: ConditionResult,
  states: StateBuilder,
): EvaluatedEscalation {
  const { world } = evaluated;
  const { ruleTimers } = world.plan;
  const known = { held: states.heldRule(rule.id), spells: states.spells(rule.id) };
  const timer = ruleTimer(result, known, world.now, ruleTimers);
  states.keepSpells(rule.id, timer.spells);
  const { held } = timer;
  if (held === null) return atRest(rule, result);
  states.holdRule(rule.id, held);
  const { agent, failure, since } = held;
  const evidence = evidenceAt(evaluated, held.restsOn);
  const because = becauseOf(held, result, timer, ruleTimers);
  const clear = held.clearAt === null || timer.onAndOff ? null : held.clearAt;
  const timing = timed(world, rule, since, held.pausedAt ?? world.now);
  const state = STATE_OF[timing.code];
  // It does not fire while it is clear.
  const firesAt = clear !== null && state === 'pending' ? null : timing.firesAt;
  return { rule, because, agent, failure, since, evidence, clear, state, ...timing, firesAt };
}

/** Why it counts, though it may not be seen now, or be clear. */
function becauseOf(
  { because, lostAt, since, clearAt }: HeldRule,
  result: ConditionResult,
  { onAndOff }: RuleTimer,
  { intermittent, clearSeconds }: RuleTimers,
): Message {
  if (result.result === 'cannot-tell' && lostAt !== null)
    return say('rule-last-known', { because, lostAt, why: result.why });
  if (onAndOff) return say('rule-on-and-off', { because, sinceAt: since, ...intermittent });
  return clearAt === null ? because : say('rule-clearing', { because, clearAt, clearSeconds });
}

function atRest(rule: EscalationPlan, result: ConditionResult): EvaluatedEscalation {
  const because = result.result === 'holds' ? result.because : result.why;
  const code = result.result === 'does-not' ? 'inactive' : 'cannot-tell';
  const nothing = {
    agent: null,
    failure: null,
    since: null,
    firesAt: null,
    gate: null,
    evidence: [],
    clear: null,
  };
  return { rule, code, state: STATE_OF[code], because, ...nothing };
}

const STATE_OF: Readonly<Record<RuleCode, EscalationState>> = {
  firing: 'firing',
  pending: 'pending',
  'pending-unavailable': 'pending',
  'waiting-for-market-hours': 'waiting',
  'waiting-for-end-of-halt': 'waiting',
  'cannot-tell': 'cannot-tell',
  inactive: 'inactive',
};

/** The evidence of the proofs, failure modes and agents of these names. */
function evidenceAt({ execution, failures, agents }: Evaluated, names: readonly string[]): Evidence[] {
  return names.flatMap(
    (name) =>
      (
        execution.proofs.find((p) => p.id === name) ??
        failures.get(name) ??
        agents.find((a) => a.plan.name === name)
      )?.evidence ?? [],
  );
}

/**
 * A rule for market hours whose condition began before the open fires when the market opens, if it has lasted. It fires
 * only with its condition there: `ranTo` is until when its timer ran, epoch ms.
 */
function timed(
  world: World,
  rule: EscalationPlan,
  since: number,
  ranTo: number,
): Pick<EvaluatedEscalation, 'code' | 'gate' | 'firesAt'> {
  const ripe = since + rule.forSeconds * 1000;
  const gate = closedGate(world, rule);
  if (gate !== null)
    return {
      code: WAITING[gate.name],
      gate,
      firesAt: gate.opensAt === null ? null : Math.max(ripe, gate.opensAt),
    };
  const { session, state } = world.market;
  const gated = rule.during === 'market-hours' && state === 'open' && session !== null;
  const firesAt = gated ? Math.max(ripe, Date.parse(session.open)) : ripe;
  return { code: firesAt <= ranTo ? 'firing' : pendingOf(rule), gate, firesAt };
}

const WAITING: Readonly<Record<RuleGate, RuleCode>> = {
  'market-hours': 'waiting-for-market-hours',
  'market-halt': 'waiting-for-end-of-halt',
};

/** A lost source is unknown until it has lasted; every other condition is bad in itself. */
function pendingOf(rule: EscalationPlan): RuleCode {
  return rule.when.kind === 'sight-lost' ? 'pending-unavailable' : 'pending';
}

/** The gate that makes a rule wait, by the plan's hours. An unknown market does not delay paging. */
function closedGate(world: World, rule: EscalationPlan): Gate | null {
  if (rule.during !== 'market-hours') return null;
  const { state, next } = world.market;
  if (state === 'open' || state === 'unknown') return haltGate(world, rule);
  return { name: 'market-hours', opensAt: next === null ? null : Date.parse(next.open) };
}

/** A market-wide halt that people declared suspends rules about ticks, and no other: processes must live. */
function haltGate(world: World, { when }: EscalationPlan): Gate | null {
  const halt = declaredHalt(world);
  const failure = when.kind === 'failure' ? when.failure : null;
  const detector = world.plan.failures.find((f) => f.id === failure)?.detector;
  if (halt === null || detector !== 'heartbeat-stale') return null;
  return { name: 'market-halt', opensAt: halt.to === undefined ? null : Date.parse(halt.to) };
}

export function ruleStatus(plan: Plan, evaluated: EvaluatedEscalation): RuleStatus {
  const { rule, code, state, because, gate, agent, since, firesAt, evidence } = evaluated;
  const { id, priority, title, response, forSeconds, during } = rule;
  return {
    kind: 'rule',
    id,
    subject: agent ?? plan.mesh.name,
    priority,
    title,
    response,
    state,
    verdict: RULE_VERDICTS[code],
    code,
    params: { because },
    gate: gate === null ? null : { name: gate.name, opensAt: instantOrNull(gate.opensAt) },
    since: instantOrNull(since),
    observedAt: oldestOf(evidence),
    firesAt: instantOrNull(firesAt),
    forSeconds,
    during,
    agent,
    evidence,
    ...clearOf(plan, evaluated),
    runbook: ruleRunbook(plan, evaluated),
  };
}

/** Since when it is clear, and how long that takes to end it. */
export function clearOf(
  plan: Plan,
  { clear }: Pick<EvaluatedEscalation, 'clear'>,
): Pick<RuleStatus, 'clear'> {
  if (clear === null) return {};
  return { clear: { since: instant(clear), forSeconds: plan.ruleTimers.clearSeconds } };
}

/** The rule's own runbook, else that of its failure mode, else the plan's for such a finding. */
export function ruleRunbook(
  plan: Plan,
  { rule, failure }: Pick<EvaluatedEscalation, 'rule' | 'failure'>,
): RuleStatus['runbook'] {
  const id = failure ?? (rule.when.kind === 'failure' ? rule.when.failure : null);
  return runbookRef(
    plan,
    rule.runbook ?? plan.failures.find((f) => f.id === id)?.runbook ?? fallbackRunbook(plan, rule),
  );
}

function fallbackRunbook(plan: Plan, rule: EscalationPlan): string | undefined {
  switch (rule.when.kind) {
    case 'agent':
      return plan.fallbackRunbooks?.agentDown;
    case 'sight-lost':
      return plan.fallbackRunbooks?.consoleBlind;
    default:
      return plan.fallbackRunbooks?.execution;
  }
}

/** True if the cluster says that it is a practice mesh; null while it was not asked. */
export function practiceOf(world: World): boolean | null {
  return knownValue(world.ledger, 'cluster', 'cluster')?.practice ?? null;
}
