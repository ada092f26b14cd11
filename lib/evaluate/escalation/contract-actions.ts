/** Broken safety lines of the contracts that no other action tells of. A line that cannot be seen is not broken. */

import { say } from '../../messages/say.ts';
import type { AgentPlan, ContractLine } from '../../plan/schema.ts';
import type { Action } from '../../posture.ts';
import type { Message } from '../../status/message.ts';
import type { Verdict } from '../../vocabulary.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import { instant } from '../base/evidence.ts';
import { NO_EXECUTORS } from '../base/executor-memory.ts';
import { feedExpectation } from '../base/market-day.ts';
import { contractRunbook, runbookRef } from '../base/runbook-ref.ts';
import type { StateBuilder } from '../base/state.ts';
import { type ClassedRule, CONFORMANCE_RULES } from '../conformance/registry.ts';
import type { Conformance } from '../conformance/rule.ts';
import { scopeOf } from '../conformance/scope.ts';
import type { Evaluated } from './condition.ts';

/** The rules whose breach is an action of its own. */
const RAISING = CONFORMANCE_RULES.filter((rule) => rule.severity !== null);

/** `gateTold`: a rule of the plan on the freshness gate is listed. */
export function contractActions(evaluated: Evaluated, gateTold: boolean, states: StateBuilder): Action[] {
  const { world } = evaluated;
  return evaluated.agents.flatMap((agent) => {
    // What executors did is told by the proofs.
    const scope = scopeOf(world, agent.plan, agent.results, NO_EXECUTORS);
    return RAISING.filter((rule) => rule.applies(world.plan, agent.plan)).flatMap((rule) => {
      // What touches neither execution nor the broker is a breach where the plan asks for it.
      if (rule.severity === 'agent' && lineOf(agent.plan, rule) === null) return [];
      if (isTold(evaluated, agent, rule, gateTold)) return [];
      const found = rule.check(scope);
      return found.state === 'broken' ? [broken(evaluated, agent, rule, found, states)] : [];
    });
  });
}

function isTold(
  { world, execution: { culprits, proofs } }: Evaluated,
  { plan }: EvaluatedAgent,
  { toldBy }: ClassedRule,
  gateTold: boolean,
): boolean {
  switch (toldBy) {
    case 'modes':
      // The proof of the modes reads all specs in the cluster, and what does not run too.
      return (
        culprits.some(({ agent, verdict }) => agent === plan.name && verdict === 'bad') ||
        (plan.cloudRun === undefined &&
          proofs.some(({ id, verdict }) => id === 'modes' && verdict === 'good'))
      );
    case 'mounts':
      return proofs.some(({ id, verdict }) => id === 'halt-mounts' && SHOWN.includes(verdict));
    case 'gate':
      return gateTold;
    case 'stale-claim':
      // Old ticks that are called ok while none are wanted are attention, by the row.
      return gateTold || feedExpectation(world).kind !== 'wanted';
    case null:
      return false;
  }
}

/** Verdicts of a proof that an action tells of. */
const SHOWN: readonly Verdict[] = ['bad', 'attention'];

function broken(
  { world }: Evaluated,
  { plan }: EvaluatedAgent,
  rule: ClassedRule,
  found: Conformance,
  states: StateBuilder,
): Action {
  return {
    id: `contract-${plan.name}-${rule.id}`,
    severity: rule.severity === 'P0' ? 'P0' : plan.criticality,
    verdict: 'bad',
    title: say('action-contract-broken', lineOf(plan, rule) ?? { kind: 'rule', line: rule.title }),
    detail: detailOf(found),
    since: instant(states.since(`contract:${plan.name}/${rule.id}`, found.state)),
    agent: plan.name,
    runbook:
      contractRunbook(world.plan, rule.id) ?? runbookRef(world.plan, world.plan.fallbackRunbooks?.execution),
    paging: 'symptom',
    firesAt: null,
    response: null,
  };
}

type NamedLine = { kind: 'must-never' | 'safety' | 'must'; line: string };

/** The line of the contract that the rule checks, the strictest first; null if no line names it. */
function lineOf({ contract }: AgentPlan, { id }: ClassedRule): NamedLine | null {
  const of = (kind: NamedLine['kind'], lines: readonly ContractLine[]): NamedLine[] =>
    lines.filter((line) => line.check?.includes(id)).map((line) => ({ kind, line: line.text }));
  const [first = null] = [
    ...of('must-never', contract.mustNever),
    ...of('safety', contract.safetyDependencies),
    ...of('must', contract.must),
  ];
  return first;
}

/** What breaks it, and where; evidence of what holds beside it is left out. */
function detailOf({ state, evidence }: Conformance): Message {
  const items = evidence
    .filter(({ path }) => path === state)
    .map(({ subject, value }) => say('rule-said-of', { of: subject, said: value }));
  return say('clauses', { items, most: 2 });
}
