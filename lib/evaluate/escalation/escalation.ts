/**
 * How each of the plan's escalation rules stands, all the time: firing, pending, waiting for a gate, inactive, or not to
 * be told (plan, Escalation rules). A timer belongs to its condition: it starts when the condition began, by the
 * evidence where that tells, and ends only with evidence that the condition is over. Out of sight it runs on.
 */

import { knownValue } from '../../facts/ledger.ts';
import { etDate } from '../../market/market.ts';
import type { EscalationPlan, Plan } from '../../plan/schema.ts';
import type { EscalationPosture } from '../../posture.ts';
import { ESCALATION_STATES, type EscalationState, PRIORITIES, type Verdict } from '../../vocabulary.ts';
import { clockTime, instant, instantOrNull } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { declaredHalt } from '../base/market-halt.ts';
import { runbookRef } from '../base/runbook-ref.ts';
import type { CarryBook, HeldRule } from '../base/state.ts';
import type { ConditionReading, Judged } from './condition.ts';
import { readCondition } from './conditions.ts';

export interface Gate {
  name: string;
  /** Epoch ms; null where no calendar says. */
  opensAt: number | null;
}

export interface JudgedEscalation {
  rule: EscalationPlan;
  state: EscalationState;
  verdict: Verdict;
  because: string;
  agent: string | null;
  /** Id of the failure mode that the condition tells of. */
  failure: string | null;
  since: number | null;
  firesAt: number | null;
  gate: Gate | null;
}

/** All rules, the most urgent first; the plan's order decides between equals. */
export function judgeEscalations(judged: Judged, book: CarryBook): JudgedEscalation[] {
  return judged.world.plan.escalations
    .map((rule) => judgeRule(judged.world, rule, readCondition(judged, rule), book))
    .sort(mostUrgentFirst);
}

function mostUrgentFirst(a: JudgedEscalation, b: JudgedEscalation): number {
  const state = ESCALATION_STATES.indexOf(a.state) - ESCALATION_STATES.indexOf(b.state);
  return state || PRIORITIES.indexOf(a.rule.priority) - PRIORITIES.indexOf(b.rule.priority);
}

function judgeRule(
  world: World,
  rule: EscalationPlan,
  reading: ConditionReading,
  book: CarryBook,
): JudgedEscalation {
  const held = heldNow(reading, book.heldRule(rule.id), world.now);
  if (held === null) return atRest(rule, reading);
  book.holdRule(rule.id, held);
  const { agent, failure, since } = held;
  const because =
    held.lostAt === null || reading.reading !== 'cannot-tell'
      ? held.because
      : `${held.because}; as last known, out of sight since ${clockTime(held.lostAt)} (${reading.why})`;
  return { rule, because, agent, failure, since, ...timed(world, rule, since) };
}

/**
 * The condition as it counts now. `since` never moves to later while it lasts; without sight it is what was last known,
 * for as long as anything that it was seen at is unclear.
 */
function heldNow(reading: ConditionReading, before: HeldRule | undefined, now: number): HeldRule | null {
  switch (reading.reading) {
    case 'holds': {
      const { because, agent, failure, restsOn } = reading;
      const since = Math.min(before?.since ?? now, evident(reading.since) ?? now, now);
      return { since, because, agent, failure, restsOn, lostAt: null };
    }
    case 'cannot-tell':
      return before?.restsOn.some((name) => reading.unclear.includes(name)) === true
        ? { ...before, lostAt: before.lostAt ?? now }
        : null;
    case 'does-not':
      return null;
  }
}

/** What agents claim may be no time at all. */
function evident(since: number | null): number | null {
  return since !== null && Number.isFinite(since) ? since : null;
}

function atRest(rule: EscalationPlan, reading: ConditionReading): JudgedEscalation {
  const words =
    reading.reading === 'does-not'
      ? { state: 'inactive' as const, verdict: 'good' as const, because: reading.why }
      : {
          state: 'cannot-tell' as const,
          verdict: 'unknown' as const,
          because: reading.reading === 'cannot-tell' ? reading.why : '',
        };
  return { rule, ...words, agent: null, failure: null, since: null, firesAt: null, gate: null };
}

/** A rule for market hours whose condition began before the open fires when the market opens and it has lasted. */
function timed(world: World, rule: EscalationPlan, since: number) {
  const ripe = since + rule.forSeconds * 1000;
  const gate = closedGate(world, rule);
  if (gate !== null)
    return {
      state: 'waiting' as const,
      verdict: 'attention' as const,
      gate,
      firesAt: gate.opensAt === null ? null : Math.max(ripe, gate.opensAt),
    };
  const { session, state } = world.market;
  const gated = rule.during === 'market-hours' && state === 'open' && session !== null;
  const firesAt = gated ? Math.max(ripe, Date.parse(session.open)) : ripe;
  return firesAt <= world.now
    ? { state: 'firing' as const, verdict: 'bad' as const, gate, firesAt }
    : { state: 'pending' as const, verdict: pendingVerdict(rule), gate, firesAt };
}

/** Not to see is unknown until it has lasted; every other condition is bad in itself. */
function pendingVerdict(rule: EscalationPlan): Verdict {
  return rule.when.kind === 'sight-lost' ? 'unknown' : 'bad';
}

/** What holds a rule back by the plan's hours. A market that is not known fails towards paging. */
function closedGate(world: World, rule: EscalationPlan): Gate | null {
  if (rule.during !== 'market-hours') return null;
  const { state, next } = world.market;
  if (state === 'open' || state === 'unknown') return haltGate(world, rule);
  return { name: 'market hours', opensAt: next === null ? null : Date.parse(next.open) };
}

/** A market-wide halt that people declared holds back what is about ticks, and nothing else: processes must live. */
function haltGate(world: World, { when }: EscalationPlan): Gate | null {
  const halt = declaredHalt(world);
  const failure = when.kind === 'failure' ? when.failure : null;
  const detector = world.plan.failures.find((f) => f.id === failure)?.detector;
  if (halt === null || detector !== 'heartbeat-stale') return null;
  return {
    name: 'market hours without a market-wide halt',
    opensAt: halt.to === undefined ? null : Date.parse(halt.to),
  };
}

/** `pages only in market hours, which begin at 09:30:00 ET on 2026-11-23`. */
export function gateWords({ name, opensAt }: Gate): string {
  return opensAt === null
    ? `pages only in ${name}`
    : `pages only in ${name}, which begin at ${clockTime(opensAt)} on ${etDate(opensAt)}`;
}

export function escalationPosture(plan: Plan, judged: JudgedEscalation): EscalationPosture {
  const { rule, state, verdict, because, gate, agent, since, firesAt } = judged;
  const { id, priority, title, response, forSeconds, during } = rule;
  return {
    id,
    priority,
    title,
    response,
    state,
    verdict,
    because,
    gate: gate === null ? null : { name: gate.name, opensAt: instantOrNull(gate.opensAt) },
    since: instantOrNull(since),
    firesAt: firesAt === null ? null : instant(firesAt),
    forSeconds,
    during,
    agent,
    runbook: ruleRunbook(plan, judged),
  };
}

/** The rule's own runbook, else that of the failure mode it tells of, else the plan's for such a red. */
export function ruleRunbook(
  plan: Plan,
  { rule, failure }: Pick<JudgedEscalation, 'rule' | 'failure'>,
): EscalationPosture['runbook'] {
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

/** Whether the cluster said that it is a practice mesh; null while it has not been asked. */
export function practiceOf(world: World): boolean | null {
  return knownValue(world.ledger, 'cluster', 'cluster')?.practice ?? null;
}
