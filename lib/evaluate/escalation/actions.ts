import { say } from '../../messages/say.ts';
import { agentReason, agentState } from '../../messages/status/agent.ts';
import { failureBecause } from '../../messages/status/failure.ts';
import { proofDetail, proofLabel, proofValue } from '../../messages/status/proof.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';
import type { Action } from '../../posture.ts';
import { stateKey } from '../../status/agent.ts';
import type { Message } from '../../status/message.ts';
import { RULE_VERDICTS } from '../../status/rule.ts';
import { EXECUTION_VERDICT, PRIORITIES, VERDICT_RANK } from '../../vocabulary.ts';
import { ownRunbook } from '../agents/agent-posture.ts';
import { instant, instantOrNull } from '../base/evidence.ts';
import { proofRunbook, runbookRef } from '../base/runbook-ref.ts';
import { unavailableSources } from '../base/sources.ts';
import type { StateBuilder } from '../base/state.ts';
import { culpritOf } from '../execution/culprits.ts';
import { executorAgent } from '../execution/executor.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';
import type { Evaluated } from './condition.ts';
import { clearOf, type EvaluatedEscalation, type Gate, ruleRunbook } from './escalation.ts';
import { unavailableCauses } from './source-lost.ts';

const PAGING_ORDER = ['firing', 'pending', 'symptom', 'waiting'];

const EXECUTION_RULES: readonly string[] = ['execution', 'halt-switch-unconfirmed'];

export function actionsOf(
  evaluated: Evaluated,
  escalations: readonly EvaluatedEscalation[],
  states: StateBuilder,
): Action[] {
  const { world } = evaluated;
  const rules = escalations.flatMap((escalation) => {
    const action = escalated(world.plan, world.now, escalation);
    return action === null ? [] : [{ action, failure: escalation.failure, kind: escalation.rule.when.kind }];
  });
  const told = new Set(rules.map((r) => r.failure));
  const agents = new Set([
    ...rules.map((r) => r.action.agent),
    ...agentsInFailures(evaluated),
    // A rule on execution speaks of it, whoever the culprit is.
    ...rules.flatMap((r) => (EXECUTION_RULES.includes(r.kind) ? [executorAgent(world.plan)] : [])),
  ]);
  const failures = failureSymptoms(evaluated, told, states);
  const ruled = (kind: string) => rules.some((r) => r.kind === kind && r.action.paging === 'firing');
  return [
    ...rules.map((r) => r.action),
    ...executionSymptom(
      evaluated,
      rules.some((r) => r.kind === 'execution'),
      states,
    ),
    ...executionFindings(evaluated, states),
    ...failures,
    // A rule that pages for it is listed already.
    ...(ruled('sight-lost') ? [] : blindness(evaluated, states)),
    ...agentSymptoms(evaluated, agents, states),
  ].sort(worstFirst);
}

function worstFirst(a: Action, b: Action): number {
  const paging = PAGING_ORDER.indexOf(a.paging) - PAGING_ORDER.indexOf(b.paging);
  const severity = PRIORITIES.indexOf(a.severity) - PRIORITIES.indexOf(b.severity);
  return paging || severity || VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict];
}

/** A rule whose condition holds, as an action; null for one that is inactive or cannot be evaluated. */
function escalated(plan: Plan, now: number, escalation: EvaluatedEscalation): Action | null {
  const { rule, code, state, because, gate, agent, since, firesAt } = escalation;
  if (state === 'inactive' || state === 'cannot-tell') return null;
  const lasted = since !== null && since + rule.forSeconds * 1000 <= now;
  return {
    id: `rule-${rule.id}`,
    severity: rule.priority,
    verdict: RULE_VERDICTS[code],
    // A rule's title is for a condition that has lasted; until then the failure's own name is the right title.
    title: planned(
      lasted ? rule.title : (plan.failures.find((f) => f.id === escalation.failure)?.title ?? rule.title),
    ),
    detail: gate === null ? because : say('action-held-back', { because, gate: gateOf(gate) }),
    since: instantOrNull(since),
    agent,
    runbook: ruleRunbook(plan, escalation),
    paging: state,
    firesAt: state === 'pending' ? instantOrNull(firesAt) : null,
    ...clearOf(plan, escalation),
    response: planned(rule.response),
  };
}

/** The plan's own words. */
const planned = (words: string): Message => say('action-planned', { words });

const gateOf = ({ name, opensAt }: Gate): Message => say('rule-gate', { gate: name, opensAt });

const twoOf = (items: readonly Message[]): Message => say('clauses', { items, most: 2 });

/** Execution that is not proven off is the first action, even if no rule pages for it. */
function executionSymptom(evaluated: Evaluated, paged: boolean, states: StateBuilder): Action[] {
  const { execution, world } = evaluated;
  if (execution.outcome === 'proven-off' || paged) return [];
  const unproven = execution.outcome === 'unproven';
  const weak = execution.proofs.filter((p) => p.verdict === (unproven ? 'unknown' : 'bad'));
  return [
    {
      id: `execution-${execution.outcome}`,
      severity: 'P0',
      verdict: EXECUTION_VERDICT[execution.outcome],
      title: unproven ? say('action-execution-unproven') : say('action-execution-not-off'),
      detail: twoOf(weak.map((p) => say('rule-said-of', { of: proofLabel(p.id), said: proofDetail(p) }))),
      since: instant(states.since('execution-symptom', execution.outcome)),
      agent: culpritOf(execution.culprits, weak) ?? executorAgent(world.plan),
      runbook: proofRunbook(
        world.plan,
        weak.map((p) => p.id),
      ),
      paging: 'symptom',
      firesAt: null,
      response: say('action-confirm-execution'),
    },
  ];
}

/** Other findings of the proofs: they disprove nothing, and people should fix them before they can. */
function executionFindings({ execution, world }: Evaluated, states: StateBuilder): Action[] {
  return execution.proofs
    .filter((p) => p.code === 'findings')
    .map((p) => ({
      id: `finding-${p.id}`,
      severity: 'P1',
      verdict: p.verdict,
      title: say('action-finding', { label: proofLabel(p.id), value: proofValue(p) }),
      detail: proofDetail(p),
      since: instant(states.since(`finding:${p.id}`, 'found')),
      agent: null,
      runbook: proofRunbook(world.plan, [p.id]),
      paging: 'symptom',
      firesAt: null,
      response: null,
    }));
}

function failureSymptoms(
  evaluated: Evaluated,
  told: ReadonlySet<string | null>,
  states: StateBuilder,
): Action[] {
  const { world, failures } = evaluated;
  return world.plan.failures.flatMap((plan): Action[] => {
    const failure = failures.get(plan.id);
    if (failure?.state !== 'present' || told.has(plan.id)) return [];
    // `blindness` lists it, with the things that it hides.
    if (plan.detector === 'console-blind') return [];
    const agent = world.plan.agents.find((a) => names(failure, a));
    return [
      {
        id: `failure-${plan.id}`,
        severity: agent?.criticality ?? 'P1',
        verdict: failure.verdict,
        title: planned(plan.title),
        detail: failureBecause(failure),
        since: instant(states.since(`failure:${plan.id}`, 'present', failure.since)),
        agent: agent?.name ?? failure.who[0] ?? null,
        runbook: runbookRef(world.plan, plan.runbook),
        paging: 'symptom',
        firesAt: null,
        response: planned(plan.action),
      },
    ];
  });
}

/** The agents whose red state a failure mode lists already; an expected one explains no red state. */
function agentsInFailures({ world, failures }: Evaluated): string[] {
  const red = [...failures.values()].filter((f) => f.state === 'present' && f.verdict === 'bad');
  return world.plan.agents.filter((a) => red.some((f) => names(f, a))).map((a) => a.name);
}

/** A failure mode names agents or their workloads. */
function names({ who }: EvaluatedFailure, agent: AgentPlan): boolean {
  return who.includes(agent.name) || agent.workloads.some((w) => who.includes(w.name));
}

/** Red agents of the roster that neither a rule nor a failure mode lists. */
function agentSymptoms(
  evaluated: Evaluated,
  told: ReadonlySet<string | null>,
  states: StateBuilder,
): Action[] {
  const plan = evaluated.world.plan;
  return evaluated.agents
    .filter((a) => a.verdict === 'bad' && !told.has(a.plan.name))
    .map((a) => ({
      id: `agent-${a.plan.name}`,
      severity: a.plan.criticality,
      verdict: a.verdict,
      title: say('rule-agent-is', { agent: a.plan.name, state: agentState(a) }),
      detail: agentReason(a),
      since: instantOrNull(states.since(`agent-symptom:${a.plan.name}`, stateKey(a), a.since)),
      agent: a.plan.name,
      runbook: ownRunbook(plan, a),
      paging: 'symptom' as const,
      firesAt: null,
      response: null,
    }));
}

/** A console without available sources is a reason to look elsewhere, now. */
function blindness(evaluated: Evaluated, states: StateBuilder): Action[] {
  const blind = unavailableSources(evaluated.world);
  if (blind.length === 0) return [];
  const safety = blind.some((s) => s.safety);
  return [
    {
      id: 'console-blind',
      severity: safety ? 'P0' : 'P2',
      verdict: 'unknown',
      title: say('action-console-blind'),
      detail: twoOf(unavailableCauses(blind)),
      since: instant(states.since('console-blind', 'holds')),
      agent: null,
      runbook: runbookRef(evaluated.world.plan, evaluated.world.plan.fallbackRunbooks?.consoleBlind),
      paging: 'symptom',
      firesAt: null,
      response: say('action-confirm-by-hand'),
    },
  ];
}
