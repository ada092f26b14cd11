/** Evaluates facts over the sample plan. */

import { evaluateAgent } from '#lib/evaluate/agents/agent.ts';
import { NO_VERSIONS } from '#lib/evaluate/agents/images/versions.ts';
import { podTroubles } from '#lib/evaluate/agents/pod-troubles.ts';
import { readingsOf } from '#lib/evaluate/agents/probes/readings.ts';
import { EMPTY_STATE, StateBuilder } from '#lib/evaluate/base/state.ts';
import { changesSinceClose } from '#lib/evaluate/changes/changes.ts';
import type { Evaluated } from '#lib/evaluate/escalation/condition.ts';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import { evaluateExecution } from '#lib/evaluate/execution/execution.ts';
import { detectFailure } from '#lib/evaluate/failures/registry.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import { NOW } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

export function evaluated(
  facts: readonly Fact[],
  now = NOW,
  evaluationState = EMPTY_STATE,
): Evaluation['said'] {
  return evaluation(facts, now, evaluationState).said;
}

export function evaluation(
  facts: readonly Fact[],
  now = NOW,
  evaluationState = EMPTY_STATE,
  plan = SAMPLE_PLAN,
): Evaluation {
  return evaluate(
    { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now, declaredDays(plan)), now },
    evaluationState,
  );
}

/** Input of rules and cadence, over the facts; each part can be replaced. */
export function evaluatedParts(facts: readonly Fact[], now = NOW, plan = SAMPLE_PLAN): Evaluated {
  const world = {
    plan,
    ledger: applyAll(EMPTY_LEDGER, facts),
    market: marketAt(now, declaredDays(plan)),
    now,
  };
  const states = new StateBuilder(EMPTY_STATE, now);
  const execution = evaluateExecution(world, states);
  const troubles = podTroubles(world, states);
  const results = readingsOf(world, states);
  const agents = plan.agents.map((agent) =>
    evaluateAgent(world, agent, {
      ...{ results: results.get(agent.name) ?? [], troubles, execution },
      ...{ states, versions: NO_VERSIONS },
    }),
  );
  const failures = new Map(
    plan.failures.map((mode) => [
      mode.id,
      detectFailure({
        world,
        plan: mode,
        agents: agents.filter((a) => mode.agents?.includes(a.plan.name) ?? true),
        troubles,
        execution,
      }),
    ]),
  );
  return { world, execution, agents, failures, changes: changesSinceClose(world, agents, states) };
}
