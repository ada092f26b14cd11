/** *What to do now*: firing rules first, then what would page, then symptoms that no rule covers; worst first. */

import { clauses } from '../../messages/lists.ts';
import { agentReason, agentState } from '../../messages/status/agent.ts';
import { text } from '../../messages/text.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';
import type { Action } from '../../posture.ts';
import { stateKey } from '../../status/agent.ts';
import { EXECUTION_VERDICT, PRIORITIES, VERDICT_RANK } from '../../vocabulary.ts';
import { ownRunbook } from '../agents/agent-posture.ts';
import { instant, instantOrNull } from '../base/evidence.ts';
import { proofRunbook, runbookRef } from '../base/runbook-ref.ts';
import { blindSources } from '../base/sources.ts';
import type { CarryBook } from '../base/state.ts';
import { UNSEEN } from '../execution/finding.ts';
import type { JudgedFailure } from '../failures/failure.ts';
import type { Judged } from './condition.ts';
import { gateWords, type JudgedEscalation, ruleRunbook } from './escalation.ts';
import { blindWords } from './source-lost.ts';

const PAGING_ORDER = ['firing', 'pending', 'symptom', 'held'];

export function actionsOf(
  judged: Judged,
  escalations: readonly JudgedEscalation[],
  book: CarryBook,
): Action[] {
  const { world } = judged;
  const rules = escalations.flatMap((escalation) => {
    const action = escalated(world.plan, world.now, escalation);
    return action === null ? [] : [{ action, failure: escalation.failure, kind: escalation.rule.when.kind }];
  });
  const told = new Set(rules.map((r) => r.failure));
  const agents = new Set([...rules.map((r) => r.action.agent), ...agentsInFailures(judged)]);
  const failures = failureSymptoms(judged, told, book);
  const ruled = (kind: string) => rules.some((r) => r.kind === kind && r.action.paging === 'firing');
  return [
    ...rules.map((r) => r.action),
    ...executionSymptom(
      judged,
      rules.some((r) => r.kind === 'execution'),
      book,
    ),
    ...executionFindings(judged, book),
    ...failures,
    // A rule that pages for it tells it already.
    ...(ruled('sight-lost') ? [] : blindness(judged, book)),
    ...agentSymptoms(judged, agents, book),
  ].sort(worstFirst);
}

function worstFirst(a: Action, b: Action): number {
  const paging = PAGING_ORDER.indexOf(a.paging) - PAGING_ORDER.indexOf(b.paging);
  const severity = PRIORITIES.indexOf(a.severity) - PRIORITIES.indexOf(b.severity);
  return paging || severity || VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict];
}

/** A rule whose condition holds, as something to do; null for one that is quiet or cannot be told. */
function escalated(plan: Plan, now: number, escalation: JudgedEscalation): Action | null {
  const { rule, state, verdict, because, gate, agent, since, firesAt } = escalation;
  if (state === 'quiet' || state === 'cannot-tell') return null;
  const lasted = since !== null && since + rule.forSeconds * 1000 <= now;
  return {
    id: `rule-${rule.id}`,
    severity: rule.priority,
    verdict,
    // A rule's title tells of the condition when it has lasted; until then the failure's own name is what is true.
    title: lasted
      ? rule.title
      : (plan.failures.find((f) => f.id === escalation.failure)?.title ?? rule.title),
    detail: gate === null ? because : `${because}. Held back: ${gateWords(gate)}`,
    since: instantOrNull(since),
    agent,
    runbook: ruleRunbook(plan, escalation),
    paging: state,
    firesAt: state === 'pending' ? instantOrNull(firesAt) : null,
    response: rule.response,
  };
}

/** Execution that is not proven off and that no rule pages for is still the first thing to settle. */
function executionSymptom(judged: Judged, paged: boolean, book: CarryBook): Action[] {
  const { execution, world } = judged;
  if (execution.outcome === 'proven-off' || paged) return [];
  const unproven = execution.outcome === 'unproven';
  const weak = execution.proofs.filter((p) => p.verdict === (unproven ? 'unknown' : 'bad'));
  return [
    {
      id: `execution-${execution.outcome}`,
      severity: 'P0',
      verdict: EXECUTION_VERDICT[execution.outcome],
      title: unproven ? 'Execution is not proven off' : 'Execution is not off',
      detail: clauses(
        weak.map((p) => `${p.label}: ${p.detail}`),
        2,
      ),
      since: instant(book.since('execution-symptom', execution.outcome)),
      agent: world.plan.agents.find((a) => a.runs === 'off')?.name ?? null,
      runbook: proofRunbook(
        world.plan,
        weak.map((p) => p.id),
      ),
      paging: 'symptom',
      firesAt: null,
      response: 'Confirm by hand that execution is off; treat it as on until proven',
    },
  ];
}

/** What the proofs found besides: it disproves nothing, and somebody should mend it before it can. */
function executionFindings({ execution, world }: Judged, book: CarryBook): Action[] {
  return execution.proofs
    .filter((p) => p.verdict === 'attention' && p.value !== UNSEEN)
    .map((p) => ({
      id: `finding-${p.id}`,
      severity: 'P1',
      verdict: p.verdict,
      title: `${p.label}: ${p.value}`,
      detail: p.detail,
      since: instant(book.since(`finding:${p.id}`, 'found')),
      agent: null,
      runbook: proofRunbook(world.plan, [p.id]),
      paging: 'symptom',
      firesAt: null,
      response: null,
    }));
}

function failureSymptoms(judged: Judged, told: ReadonlySet<string | null>, book: CarryBook): Action[] {
  const { world, failures } = judged;
  return world.plan.failures.flatMap((plan): Action[] => {
    const failure = failures.get(plan.id);
    if (failure?.state !== 'present' || told.has(plan.id)) return [];
    // `blindness` tells it, with what it hides.
    if (plan.detector === 'console-blind') return [];
    const agent = world.plan.agents.find((a) => names(failure, a));
    return [
      {
        id: `failure-${plan.id}`,
        severity: agent?.criticality ?? 'P1',
        verdict: failure.verdict,
        title: plan.title,
        detail: failure.because,
        since: instant(book.since(`failure:${plan.id}`, 'present', failure.since)),
        agent: agent?.name ?? failure.who[0] ?? null,
        runbook: runbookRef(world.plan, plan.runbook),
        paging: 'symptom',
        firesAt: null,
        response: plan.action,
      },
    ];
  });
}

/** The agents whose red a failure mode tells of already; one that is there as expected explains no red. */
function agentsInFailures({ world, failures }: Judged): string[] {
  const red = [...failures.values()].filter((f) => f.state === 'present' && f.verdict === 'bad');
  return world.plan.agents.filter((a) => red.some((f) => names(f, a))).map((a) => a.name);
}

/** A failure mode names agents or their workloads. */
function names({ who }: JudgedFailure, agent: AgentPlan): boolean {
  return who.includes(agent.name) || agent.workloads.some((w) => who.includes(w.name));
}

/** Reds of the roster that neither a rule nor a failure mode tells of. */
function agentSymptoms(judged: Judged, told: ReadonlySet<string | null>, book: CarryBook): Action[] {
  const plan = judged.world.plan;
  return judged.agents
    .filter((a) => a.verdict === 'bad' && !told.has(a.plan.name))
    .map((a) => ({
      id: `agent-${a.plan.name}`,
      severity: a.plan.criticality,
      verdict: a.verdict,
      title: `${a.plan.name}: ${text(agentState(a)).toLowerCase()}`,
      detail: text(agentReason(a)),
      since: instantOrNull(book.since(`agent-symptom:${a.plan.name}`, stateKey(a), a.since)),
      agent: a.plan.name,
      runbook: ownRunbook(plan, a),
      paging: 'symptom' as const,
      firesAt: null,
      response: null,
    }));
}

/** The console that cannot see is a reason to look elsewhere, now. */
function blindness(judged: Judged, book: CarryBook): Action[] {
  const blind = blindSources(judged.world);
  if (blind.length === 0) return [];
  const safety = blind.some((s) => s.safety);
  return [
    {
      id: 'console-blind',
      severity: safety ? 'P0' : 'P2',
      verdict: 'unknown',
      title: 'The console cannot see',
      detail: clauses(blindWords(blind), 2),
      since: instant(book.since('console-blind', 'holds')),
      agent: null,
      runbook: runbookRef(judged.world.plan, judged.world.plan.fallbackRunbooks?.consoleBlind),
      paging: 'symptom',
      firesAt: null,
      response: 'What is shown is last known, with its age; confirm by hand',
    },
  ];
}
