/** Judges facts over the sample plan. */

import { judgeAgent } from '#lib/evaluate/agents/agent.ts';
import { readingsOf } from '#lib/evaluate/agents/probes/probe-result.ts';
import { withBypasses } from '#lib/evaluate/agents/probes/proposals.ts';
import { CarryBook, EMPTY_CARRY } from '#lib/evaluate/base/state.ts';
import type { Judged } from '#lib/evaluate/escalation/condition.ts';
import { type Judgement, judge } from '#lib/evaluate/evaluate.ts';
import { judgeExecution } from '#lib/evaluate/execution/execution.ts';
import { DETECTORS } from '#lib/evaluate/failures/registry.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { NOW } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

export function judged(facts: readonly Fact[], now = NOW, carry = EMPTY_CARRY): Judgement['said'] {
  return judgement(facts, now, carry).said;
}

export function judgement(
  facts: readonly Fact[],
  now = NOW,
  carry = EMPTY_CARRY,
  plan = SAMPLE_PLAN,
): Judgement {
  return judge({ plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now }, carry);
}

/** What rules and the cadence look at, over what is seen: each part can be put in another's place. */
export function judgedParts(facts: readonly Fact[], now = NOW, plan = SAMPLE_PLAN): Judged {
  const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now };
  const book = new CarryBook(EMPTY_CARRY, now);
  const execution = judgeExecution(world, book);
  const asked = new Map(plan.agents.map((agent) => [agent.name, readingsOf(world, agent)]));
  const readings = withBypasses(world, asked, book);
  const agents = plan.agents.map((agent) =>
    judgeAgent(world, agent, readings.get(agent.name) ?? [], execution),
  );
  const failures = new Map(
    plan.failures.map((mode) => [
      mode.id,
      DETECTORS[mode.detector]({
        world,
        plan: mode,
        agents: agents.filter((a) => mode.agents?.includes(a.plan.name) ?? true),
      }),
    ]),
  );
  return { world, execution, agents, failures };
}
