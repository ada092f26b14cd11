/** The contracts of the sample mesh, and of variations of its plan. */

import type { AgentContracts, ContractCell } from '#features/conformance/document.ts';
import { cellText } from '#features/conformance/model/cell-text.ts';
import { conformanceOf } from '#features/conformance/model/conformance.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import type { AgentPlan, Plan } from '#lib/plan/schema.ts';
import { NOW } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

/** The sample plan with one agent changed. */
export function planWith(
  agent: string,
  change: Partial<AgentPlan>,
  safety: Partial<Plan['safety']> = {},
): Plan {
  const agents = SAMPLE_PLAN.agents.map((a) => (a.name === agent ? { ...a, ...change } : a));
  return { ...SAMPLE_PLAN, safety: { ...SAMPLE_PLAN.safety, ...safety }, agents };
}

export function contractsOf(
  agent: string,
  facts: readonly Fact[],
  plan = SAMPLE_PLAN,
  now = NOW,
): AgentContracts {
  const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now };
  const found = conformanceOf(world, EMPTY_STATE).agents.find((a) => a.name === agent);
  if (found === undefined) throw new Error(`the plan has no agent ${agent}`);
  return found;
}

/** State of one rule for one agent, with its texts. */
export function cell(
  rule: string,
  agent: string,
  facts: readonly Fact[],
  plan = SAMPLE_PLAN,
  now = NOW,
): ContractCell & { why: string } {
  const found = contractsOf(agent, facts, plan, now).cells.find((c) => c.rule === rule);
  if (found === undefined) throw new Error(`there is no rule ${rule}`);
  return { ...found, ...cellText(found) };
}
