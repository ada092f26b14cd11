/**
 * A runbook by its slug, under the title of its failure mode. A runbook that is also a last resort is named by its
 * slug, since it may be opened for another reason than that failure mode.
 */

import type { EscalationPlan, Plan } from '../../plan/schema.ts';
import type { Action } from '../../posture.ts';
import { HALT_PROOFS, type ProofId, type Verdict } from '../../vocabulary.ts';

export function runbookRef(plan: Plan, slug: string | undefined): Action['runbook'] {
  if (slug === undefined) return null;
  const resort = Object.values(plan.fallbackRunbooks ?? {}).includes(slug);
  const failure = resort ? undefined : plan.failures.find((f) => f.runbook === slug);
  return { slug, title: failure?.title ?? slug.replaceAll('_', ' ') };
}

/** The runbook of the plan's rule on such a condition; undefined if it has no such rule, or the rule names none. */
function ruleRunbookOn(plan: Plan, is: (when: EscalationPlan['when']) => boolean): string | undefined {
  return plan.escalations.find((rule) => rule.runbook !== undefined && is(rule.when))?.runbook;
}

/** The runbook for these proofs of execution: if only the kill switch is at fault, the plan's for it. */
export function proofRunbook(plan: Plan, proofs: readonly ProofId[]): Action['runbook'] {
  const halt = proofs.length > 0 && proofs.every((id) => HALT_PROOFS.includes(id));
  const own = halt ? ruleRunbookOn(plan, (when) => when.kind === 'halt-switch-unconfirmed') : undefined;
  return runbookRef(plan, own ?? plan.fallbackRunbooks?.execution);
}

/**
 * The runbook for an agent that no failure mode explains: of a rule on its finding, else by its role. `keptOff`: an
 * executor that must be off.
 */
export function agentRunbook(
  plan: Plan,
  agent: { name: string; keptOff: boolean; verdict: Verdict; gateBypassed: boolean },
): Action['runbook'] {
  const { name, keptOff, verdict, gateBypassed } = agent;
  const gate = gateBypassed ? ruleRunbookOn(plan, (when) => when.kind === 'gate-bypassed') : undefined;
  const own = ruleRunbookOn(
    plan,
    (when) => when.kind === 'agent' && when.agents.includes(name) && when.verdicts.includes(verdict),
  );
  const resort = keptOff ? plan.fallbackRunbooks?.execution : plan.fallbackRunbooks?.agentDown;
  return runbookRef(plan, gate ?? own ?? resort);
}

/** The runbook for a broken rule of the contracts. */
export function contractRunbook(plan: Plan, rule: string): Action['runbook'] {
  return runbookRef(plan, plan.contractRunbooks[rule] ?? plan.fallbackRunbooks?.contracts);
}
