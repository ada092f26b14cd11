/** Judges facts over the sample plan. */
import type { Fact } from '../../ledger/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../ledger/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { judgeAgent } from '../agents.ts';
import { CarryBook, EMPTY_CARRY } from '../carry.ts';
import type { Judged } from '../condition.ts';
import { judgeExecution } from '../execution.ts';
import { DETECTORS } from '../failures/registry.ts';
import { type Judgement, judge } from '../judge.ts';
import { readingsOf } from '../readings/probe-reading.ts';
import { withBypasses } from '../readings/proposals.ts';
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
