/** What to do now, the most urgent first: the plan's rules whose condition holds, and what no rule pages for. */

import { say } from '../../messages/say.ts';
import { failureBecause } from '../../messages/status/failure.ts';
import { proofDetail, proofLabel, proofValue } from '../../messages/status/proof.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import type { Action } from '../../posture.ts';
import type { Message } from '../../status/message.ts';
import { EXECUTION_VERDICT, PRIORITIES, VERDICT_RANK } from '../../vocabulary.ts';
import { outOfReachCause } from '../agents/probes/out-of-reach.ts';
import { instant, instantOrNull } from '../base/evidence.ts';
import { proofRunbook, runbookRef } from '../base/runbook-ref.ts';
import { unavailableSources } from '../base/sources.ts';
import type { StateBuilder } from '../base/state.ts';
import { culpritOf } from '../execution/culprits.ts';
import { executorAgent } from '../execution/executor.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';
import { agentActions } from './agent-actions.ts';
import type { Evaluated } from './condition.ts';
import { contractActions } from './contract-actions.ts';
import type { EvaluatedEscalation } from './escalation.ts';
import { planned, ruleAction } from './rule-actions.ts';
import { unavailableCauses } from './source-lost.ts';

const EXECUTION_RULES: readonly string[] = ['execution', 'halt-switch-unconfirmed'];

export function actionsOf(
  evaluated: Evaluated,
  escalations: readonly EvaluatedEscalation[],
  states: StateBuilder,
): Action[] {
  const { world } = evaluated;
  const rules = escalations.flatMap((escalation) => {
    const action = ruleAction(evaluated, escalation);
    return action === null ? [] : [{ action, escalation, kind: escalation.rule.when.kind }];
  });
  const told = new Set(rules.map((r) => r.escalation.failure));
  const agents = new Set([
    ...rules.map((r) => r.action.agent),
    ...agentsInFailures(evaluated),
    // A rule on execution speaks of it, whoever the culprit is.
    ...rules.flatMap((r) => (EXECUTION_RULES.includes(r.kind) ? [executorAgent(world.plan)] : [])),
  ]);
  const onExecution = rules.filter((r) => r.kind === 'execution').map((r) => r.action);
  const holding = rules.map((r) => r.escalation);
  const isOnSight = (e: EvaluatedEscalation) => e.rule.when.kind === 'sight-lost';
  const sightPages = holding.some((e) => e.state === 'firing' && isOnSight(e));
  const others = [
    ...rules.filter((r) => r.kind !== 'execution').map((r) => r.action),
    ...executionFindings(evaluated),
    ...failureSymptoms(evaluated, told),
    // A rule that pages for it is listed already.
    ...(sightPages ? [] : blindness(evaluated, holding.some(isOnSight), states)),
    ...agentActions(evaluated, agents, holding),
    ...contractActions(
      evaluated,
      rules.some((r) => r.kind === 'gate-bypassed'),
      states,
    ),
  ];
  return [
    ...onExecution.sort(mostUrgentFirst),
    ...executionSymptom(evaluated, onExecution.length > 0, states),
    ...others.sort(mostUrgentFirst),
  ];
}

/** A rule that waits for its hours is due to nobody now. */
const DUE: Readonly<Record<Action['paging'], number>> = { firing: 0, pending: 1, symptom: 1, waiting: 2 };

/** By severity, then what is due, then the oldest; the plan's order decides between equals (the sort is stable). */
function mostUrgentFirst(a: Action, b: Action): number {
  return (
    PRIORITIES.indexOf(a.severity) - PRIORITIES.indexOf(b.severity) ||
    DUE[a.paging] - DUE[b.paging] ||
    ageRank(a) - ageRank(b) ||
    VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict]
  );
}

/** Without a known start it stands behind those that have one. */
function ageRank({ since }: Action): number {
  return since === null ? Number.MAX_SAFE_INTEGER : Date.parse(since);
}

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
      since: instant(states.since('execution', execution.outcome)),
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
function executionFindings({ execution, world }: Evaluated): Action[] {
  return execution.proofs
    .filter((p) => p.code === 'findings')
    .map((p) => ({
      id: `finding-${p.id}`,
      severity: 'P1',
      verdict: p.verdict,
      title: say('action-finding', { label: proofLabel(p.id), value: proofValue(p) }),
      detail: proofDetail(p),
      since: p.since,
      agent: null,
      runbook: proofRunbook(world.plan, [p.id]),
      paging: 'symptom',
      firesAt: null,
      response: null,
    }));
}

function failureSymptoms(evaluated: Evaluated, told: ReadonlySet<string | null>): Action[] {
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
        since: instantOrNull(failure.since),
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

/**
 * A console without available sources is a reason to look elsewhere, now. Pods that are out of reach alone are listed once,
 * by the plan's rule where it has one.
 */
function blindness(evaluated: Evaluated, ruled: boolean, states: StateBuilder): Action[] {
  // A source that is being read for the first time is not lost.
  const blind = unavailableSources(evaluated.world).filter((s) => s.code !== 'starting');
  const outOfReach = outOfReachCause(evaluated.agents);
  if (blind.length === 0 && (outOfReach === null || ruled)) return [];
  const safety = outOfReach !== null || blind.some((s) => s.safety);
  return [
    {
      id: 'console-blind',
      severity: safety ? 'P0' : 'P2',
      verdict: 'unknown',
      title: say('action-console-blind'),
      detail: twoOf([...(outOfReach === null ? [] : [outOfReach]), ...unavailableCauses(blind)]),
      since: instant(states.since('console-blind', 'holds')),
      agent: null,
      runbook: runbookRef(evaluated.world.plan, evaluated.world.plan.fallbackRunbooks?.consoleBlind),
      paging: 'symptom',
      firesAt: null,
      response: say('action-confirm-by-hand'),
    },
  ];
}
