/**
 * The whole evaluation: plan, ledger, market and time in, posture out. Pure and total: the same input gives the same
 * posture, and no ledger makes it throw.
 */

import { dated } from '../messages/dated.ts';
import { oncallOf } from '../plan/people.ts';
import type { FailurePlan } from '../plan/schema.ts';
import type { Measured, Posture } from '../posture.ts';
import { stateKey } from '../status/agent.ts';
import type { FailureStatus } from '../status/failure-status.ts';
import { VERDICT_RANK } from '../vocabulary.ts';
import { type EvaluatedAgent, evaluateAgent } from './agents/agent.ts';
import { agentMeasured, agentPosture } from './agents/agent-posture.ts';
import { NO_VERSIONS, versionsOf } from './agents/images/versions.ts';
import { podTroubles } from './agents/pod-troubles.ts';
import { readingsOf } from './agents/probes/readings.ts';
import { keepUnreadWorkloads } from './agents/workload-health.ts';
import { instant, instantOrNull, oldestOf } from './base/evidence.ts';
import type { World } from './base/input.ts';
import { marketPosture } from './base/market-posture.ts';
import { evaluatePermissions } from './base/permissions.ts';
import { runbookRef } from './base/runbook-ref.ts';
import { type EvaluatedSource, evaluateSources } from './base/sources.ts';
import { type EvaluationState, StateBuilder } from './base/state.ts';
import { undeclaredWorkloads } from './base/undeclared.ts';
import { evaluateCadence, nextCadence } from './cadence/cadence.ts';
import { changesSinceClose } from './changes/changes.ts';
import { actionsOf } from './escalation/actions.ts';
import { evaluateEscalations, practiceOf, ruleStatus } from './escalation/escalation.ts';
import { type EvaluatedExecution, evaluateExecution, executionPosture } from './execution/execution.ts';
import { type EvaluatedFailure, earliest, type FailureScope, failure } from './failures/failure.ts';
import { detectFailure } from './failures/registry.ts';

/** The result of an evaluation: the posture without the console's own fields, and the next evaluation state. */
export interface Evaluation {
  said: Omit<Posture, 'schemaVersion' | 'id' | 'at' | 'console' | 'plan' | 'mesh'> & {
    practice: boolean | null;
  };
  evaluationState: EvaluationState;
}

export function evaluate(world: World, before: EvaluationState): Evaluation {
  const states = new StateBuilder(before, world.now);
  const execution = evaluateExecution(world, states);
  const versions = versionsOf(world, states);
  const troubles = podTroubles(world, states);
  keepUnreadWorkloads(world, states);
  const results = readingsOf(world, states);
  const agents = world.plan.agents.map((agent) =>
    begun(
      evaluateAgent(world, agent, {
        ...{ results: results.get(agent.name) ?? [], troubles, execution, states },
        versions: versions.get(agent.name) ?? NO_VERSIONS,
      }),
      states,
    ),
  );
  const seen = { world, agents, troubles, execution };
  const failures = new Map(world.plan.failures.map((plan) => [plan.id, evaluateFailure(plan, seen, states)]));
  const sources = evaluateSources(world);
  const changes = changesSinceClose(world, agents, states);
  const all = { world, execution, agents, failures, changes };
  const escalations = evaluateEscalations(all, states);
  const permissions = evaluatePermissions(world);
  const since = instant(states.since('execution', execution.outcome));
  const said: Evaluation['said'] = {
    practice: practiceOf(world),
    market: marketPosture(world),
    execution: executionPosture(execution, since),
    oncall: oncallOf(world.plan),
    actions: actionsOf(all, escalations, states),
    escalations: escalations.map((e) => ruleStatus(world.plan, e)),
    cadence: evaluateCadence(all, states),
    nextCadence: nextCadence(world),
    agents: agents.map((a) => agentPosture(world, a, failures, changes.get(a.plan.name))).sort(worstFirst),
    undeclared: undeclaredWorkloads(world),
    failures: world.plan.failures.map((plan) => failureStatus(world, plan, failures.get(plan.id))),
    sources: sources.map(({ lastSeenAt: _rides, ...source }) => source),
    permissions: { ...permissions, since: instant(states.since('permissions', permissions.code)) },
    measured: measuredOf(execution, agents, sources),
  };
  return { said: dated(said, world.now), evaluationState: states.finished() };
}

/** Rows, rules and actions are of one beginning: the evidence's, or the first look that showed it. */
function begun(agent: EvaluatedAgent, states: StateBuilder): EvaluatedAgent {
  return { ...agent, since: states.since(`agent:${agent.plan.name}`, stateKey(agent), agent.since) };
}

function evaluateFailure(
  plan: FailurePlan,
  seen: Omit<FailureScope, 'plan'>,
  states: StateBuilder,
): EvaluatedFailure {
  const agents =
    plan.agents === undefined ? seen.agents : seen.agents.filter((a) => plan.agents?.includes(a.plan.name));
  const found = detectFailure({ ...seen, plan, agents });
  const key = `failure-state:${plan.id}`;
  const before = states.timer(key);
  // While it is there its beginning never moves to later, whoever else it befalls.
  const known = before?.state === found.state ? before.since : null;
  return { ...found, since: states.since(key, found.state, earliest([found.since, known])) };
}

/** Worst first, then by criticality; the plan's order decides between equals (the sort is stable). */
function worstFirst(a: Posture['agents'][number], b: Posture['agents'][number]): number {
  return (
    VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict] ||
    (a.criticality < b.criticality ? -1 : a.criticality > b.criticality ? 1 : 0)
  );
}

function failureStatus(
  world: World,
  plan: FailurePlan,
  evaluated: EvaluatedFailure | undefined,
): FailureStatus {
  const found = evaluated ?? failure('not-looked-for', {});
  const { id, title, symptom, causes, action, verification, runbook } = plan;
  const { state, verdict, code, params, since, who, evidence } = found;
  return {
    kind: 'failure',
    id,
    subject: who.length === 1 ? who.join() : world.plan.mesh.name,
    title,
    state,
    verdict,
    code,
    params,
    since: state === 'absent' ? null : instantOrNull(since),
    observedAt: oldestOf(evidence),
    who: [...who],
    symptom,
    causes,
    action,
    verification,
    evidence: [...evidence],
    runbook: runbookRef(world.plan, runbook),
  };
}

function measuredOf(
  execution: EvaluatedExecution,
  agents: readonly EvaluatedAgent[],
  sources: readonly EvaluatedSource[],
): Measured {
  return {
    proofs: Object.fromEntries(execution.proofs.map((p) => [p.id, p.observedAt])),
    agents: Object.fromEntries(agents.map((a) => [a.plan.name, agentMeasured(a)])),
    sources: Object.fromEntries(sources.map((s) => [s.id, instantOrNull(s.lastSeenAt)])),
  };
}
