/**
 * The whole judgement: plan, ledger, market and now in, posture out. Pure and total: the same input gives the same
 * posture, and no ledger makes it throw.
 */

import type { FailurePlan } from '../plan/schema.ts';
import type { FailurePosture, Measured, Posture } from '../posture.ts';
import { VERDICT_RANK } from '../vocabulary.ts';
import { type JudgedAgent, judgeAgent } from './agents/agent.ts';
import { agentMeasured, agentPosture } from './agents/agent-posture.ts';
import { readingsOf } from './agents/probes/probe-result.ts';
import { withBypasses } from './agents/probes/proposals.ts';
import { instant, instantOrNull } from './base/evidence.ts';
import type { World } from './base/input.ts';
import { marketLabel, marketPosture } from './base/market-posture.ts';
import { judgePermissions } from './base/permissions.ts';
import { type JudgedSource, judgeSources } from './base/sources.ts';
import { type Carry, CarryBook } from './base/state.ts';
import { undeclaredWorkloads } from './base/undeclared.ts';
import { judgeCadence, nextCadence } from './cadence/cadence.ts';
import { actionsOf } from './escalation/actions.ts';
import { escalationPosture, judgeEscalations, practiceOf } from './escalation/escalation.ts';
import { executionPosture, type JudgedExecution, judgeExecution } from './execution/execution.ts';
import type { JudgedFailure } from './failures/failure.ts';
import { DETECTORS } from './failures/registry.ts';

/** What judgement says: the posture but for what only the console knows of itself, and what to carry on. */
export interface Judgement {
  said: Omit<Posture, 'schemaVersion' | 'id' | 'at' | 'console' | 'plan' | 'mesh'> & {
    practice: boolean | null;
  };
  carry: Carry;
}

export function judge(world: World, before: Carry): Judgement {
  const book = new CarryBook(before, world.now);
  const execution = judgeExecution(world, book);
  const asked = new Map(world.plan.agents.map((agent) => [agent.name, readingsOf(world, agent)]));
  const readings = withBypasses(world, asked, book);
  const agents = world.plan.agents.map((agent) =>
    judgeAgent(world, agent, readings.get(agent.name) ?? [], execution),
  );
  const failures = new Map(world.plan.failures.map((plan) => [plan.id, judgeFailure(world, plan, agents)]));
  const sources = judgeSources(world);
  const all = { world, execution, agents, failures };
  const escalations = judgeEscalations(all, book);
  const since = instant(book.since('execution', execution.outcome));
  // Stands beside every verdict.
  const session = marketLabel(world);
  const said: Judgement['said'] = {
    practice: practiceOf(world),
    market: marketPosture(world),
    execution: { ...executionPosture(execution, since), session },
    actions: actionsOf(all, escalations, book),
    escalations: escalations.map((e) => escalationPosture(world.plan, e)),
    cadence: judgeCadence(all, book),
    nextCadence: nextCadence(world),
    agents: agents.map((a) => agentPosture(world, a, failures, book)).sort(worstFirst),
    undeclared: undeclaredWorkloads(world),
    failures: world.plan.failures.map((plan) => failurePosture(plan, failures.get(plan.id), book, session)),
    sources: sources.map(({ lastSeenAt: _rides, ...source }) => source),
    permissions: judgePermissions(world),
    measured: measuredOf(execution, agents, sources),
  };
  return { said, carry: book.finished() };
}

function judgeFailure(world: World, plan: FailurePlan, agents: readonly JudgedAgent[]): JudgedFailure {
  const scope = plan.agents === undefined ? agents : agents.filter((a) => plan.agents?.includes(a.plan.name));
  return DETECTORS[plan.detector]({ world, plan, agents: scope });
}

/** Worst first, then by criticality; the plan's order decides between equals (the sort is stable). */
function worstFirst(a: Posture['agents'][number], b: Posture['agents'][number]): number {
  return (
    VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict] ||
    (a.criticality < b.criticality ? -1 : a.criticality > b.criticality ? 1 : 0)
  );
}

function failurePosture(
  plan: FailurePlan,
  judged: JudgedFailure | undefined,
  book: CarryBook,
  session: string,
): FailurePosture {
  const found = judged ?? DETECTED_NOTHING;
  const since = book.since(`failure-state:${plan.id}`, found.state, found.since);
  const { id, title, symptom, causes, action, verification, runbook } = plan;
  const { state, verdict, label, who, because, evidence } = found;
  return {
    id,
    title,
    state,
    verdict,
    label,
    since: state === 'absent' ? null : instant(since),
    who: [...who],
    because,
    session,
    symptom,
    causes,
    action,
    verification,
    evidence: [...evidence],
    runbook,
  };
}

const DETECTED_NOTHING: JudgedFailure = {
  state: 'cannot-tell',
  verdict: 'unknown',
  label: 'Cannot tell',
  who: [],
  because: 'not looked for',
  since: null,
  evidence: [],
};

function measuredOf(
  execution: JudgedExecution,
  agents: readonly JudgedAgent[],
  sources: readonly JudgedSource[],
): Measured {
  return {
    proofs: Object.fromEntries(execution.proofs.map((p) => [p.id, instantOrNull(p.observedAt)])),
    agents: Object.fromEntries(agents.map((a) => [a.plan.name, agentMeasured(a)])),
    sources: Object.fromEntries(sources.map((s) => [s.id, instantOrNull(s.lastSeenAt)])),
  };
}
