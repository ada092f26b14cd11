/** *What to do now*: firing rules first, then what would page, then symptoms that no rule covers; worst first. */
import type { EscalationPlan, Plan } from '../plan/schema.ts';
import { EXECUTION_VERDICT, PRIORITIES, VERDICT_RANK } from '../vocabulary.ts';
import type { Action } from '../wire/posture.ts';
import type { CarryBook } from './carry.ts';
import { type Condition, conditionOf, heldBack, type Judged } from './escalation.ts';
import { counted, instant, instantOrNull, listed } from './evidence.ts';
import { blindSources } from './sources.ts';

type Runbook = Action['runbook'];

const PAGING_ORDER = ['firing', 'pending', 'symptom', 'held'];

export function actionsOf(judged: Judged, book: CarryBook): Action[] {
  const { world } = judged;
  const rules = world.plan.escalations.flatMap((rule) => {
    const condition = conditionOf(judged, rule);
    return condition === null
      ? []
      : [{ action: escalated(judged, rule, condition, book), condition, kind: rule.when.kind }];
  });
  const told = new Set(rules.map((r) => r.condition.failure));
  const agents = new Set(rules.map((r) => r.action.agent));
  const failures = failureSymptoms(judged, told, book);
  for (const failure of failures) agents.add(failure.agent);
  return [
    ...rules.map((r) => r.action),
    ...executionSymptom(
      judged,
      rules.some((r) => r.kind === 'execution'),
      book,
    ),
    ...failures,
    ...blindness(judged, book),
    ...agentSymptoms(judged, agents, book),
  ].sort(worstFirst);
}

function worstFirst(a: Action, b: Action): number {
  const paging = PAGING_ORDER.indexOf(a.paging) - PAGING_ORDER.indexOf(b.paging);
  const severity = PRIORITIES.indexOf(a.severity) - PRIORITIES.indexOf(b.severity);
  return paging || severity || VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict];
}

function escalated(judged: Judged, rule: EscalationPlan, condition: Condition, book: CarryBook): Action {
  const { world } = judged;
  const since = book.since(`rule:${rule.id}`, 'holds', condition.since);
  const firesAt = since + rule.forSeconds * 1000;
  const held = heldBack(world, rule);
  return {
    id: `rule-${rule.id}`,
    severity: rule.priority,
    verdict: held ? 'attention' : 'bad',
    // A rule's title tells of the condition when it has lasted; until then the failure's own name is what is true.
    title: firesAt <= world.now ? rule.title : (failureTitle(world.plan, condition) ?? rule.title),
    detail: held ? `${condition.because}. Held back: pages only in market hours` : condition.because,
    since: instant(since),
    agent: condition.agent,
    runbook: ruleRunbook(world.plan, rule, condition),
    paging: held ? 'held' : firesAt <= world.now ? 'firing' : 'pending',
    firesAt: held || firesAt <= world.now ? null : instant(firesAt),
    response: rule.response,
  };
}

function failureTitle(plan: Plan, condition: Condition): string | undefined {
  return plan.failures.find((f) => f.id === condition.failure)?.title;
}

function ruleRunbook(plan: Plan, rule: EscalationPlan, condition: Condition): Runbook {
  const failure = plan.failures.find((f) => f.id === condition.failure);
  const fallback =
    rule.when.kind === 'agent' ? plan.fallbackRunbooks?.agentDown : plan.fallbackRunbooks?.execution;
  const slug = rule.runbook ?? failure?.runbook ?? fallback;
  return runbookRef(plan, slug);
}

/** A runbook by its slug, under the title of the failure mode that it is for. */
export function runbookRef(plan: Plan, slug: string | undefined): Runbook {
  if (slug === undefined) return null;
  const title = plan.failures.find((f) => f.runbook === slug)?.title ?? slug.replaceAll('_', ' ');
  return { slug, title };
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
      detail: listed(
        weak.map((p) => `${p.label}: ${p.detail}`),
        2,
      ),
      since: instant(book.since('execution-symptom', execution.outcome)),
      agent: world.plan.agents.find((a) => a.runs === 'off')?.name ?? null,
      runbook: runbookRef(world.plan, world.plan.fallbackRunbooks?.execution),
      paging: 'symptom',
      firesAt: null,
      response: 'Confirm by hand that execution is off; treat it as on until proven',
    },
  ];
}

function failureSymptoms(judged: Judged, told: ReadonlySet<string | null>, book: CarryBook): Action[] {
  const { world, failures } = judged;
  return world.plan.failures.flatMap((plan): Action[] => {
    const failure = failures.get(plan.id);
    if (failure?.state !== 'present' || told.has(plan.id)) return [];
    const agent = world.plan.agents.find(
      (a) => failure.who.includes(a.name) || a.workloads.some((w) => failure.who.includes(w.name)),
    );
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

/** Reds of the roster that neither a rule nor a failure mode tells of. */
function agentSymptoms(judged: Judged, told: ReadonlySet<string | null>, book: CarryBook): Action[] {
  const plan = judged.world.plan;
  return judged.agents
    .filter((a) => a.verdict === 'bad' && !told.has(a.plan.name))
    .map((a) => ({
      id: `agent-${a.plan.name}`,
      severity: a.plan.criticality,
      verdict: a.verdict,
      title: `${a.plan.name}: ${a.state.toLowerCase()}`,
      detail: a.reason,
      since: instantOrNull(book.since(`agent-symptom:${a.plan.name}`, a.state, a.since)),
      agent: a.plan.name,
      runbook: runbookRef(plan, plan.fallbackRunbooks?.agentDown),
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
      detail: blindWords(blind),
      since: instant(book.since('console-blind', 'holds')),
      agent: null,
      runbook: runbookRef(judged.world.plan, judged.world.plan.fallbackRunbooks?.consoleBlind),
      paging: 'symptom',
      firesAt: null,
      response: 'What is shown is last known, with its age; confirm by hand',
    },
  ];
}

/** Each reason once, with what it hides: one cause usually blinds many sources. */
function blindWords(blind: ReturnType<typeof blindSources>): string {
  const reasons = [...new Set(blind.map((s) => s.reason || s.state))];
  return listed(
    reasons.map((reason) => {
      const labels = blind.filter((s) => (s.reason || s.state) === reason).map((s) => s.label);
      return `${labels.length > 2 ? counted(labels.length, 'source') : listed(labels)}: ${reason}`;
    }),
    2,
  );
}
