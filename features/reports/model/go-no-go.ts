/**
 * Go or no-go before the open, from one posture (plan, Ops cadence, T-60 and T-15). Go needs current good evidence
 * for each part. A bad part is a no-go, and an unknown part leaves it open.
 */

import { runbookRef } from '#lib/evaluate/base/runbook-ref.ts';
import type { MessageCode } from '#lib/messages/catalogue.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { actionText } from '#lib/messages/status/action.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { cadenceItemText } from '#lib/messages/status/cadence-item.ts';
import { executionSentence, headlineOf } from '#lib/messages/status/execution.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { ruleText } from '#lib/messages/status/rule.ts';
import { isNarrowed, scopeText } from '#lib/messages/status/scope.ts';
import type { CadencePlan, Plan } from '#lib/plan/schema.ts';
import type { Action, AgentPosture, CadencePosture, Posture } from '#lib/posture.ts';
import type { Verdict } from '#lib/vocabulary.ts';

export const DECISIONS = ['go', 'no-go', 'cannot-tell'] as const;
export type Decision = (typeof DECISIONS)[number];

/** One checked item. `note`: reported, and decides nothing. */
export interface Finding {
  weight: 'go' | 'no-go' | 'cannot-tell' | 'note';
  subject: string;
  /** Why, in one line. */
  because: string;
  runbook: Action['runbook'];
}

export interface Gate {
  decision: Decision;
  /** The deciding reasons first. */
  findings: Finding[];
}

/** Parts of a posture that the gate uses. */
export type GateView = Pick<
  Posture,
  'execution' | 'market' | 'agents' | 'escalations' | 'cadence' | 'actions'
>;

/** @param at the time of the cadence that is evaluated too, epoch milliseconds; null: only what is so now. */
export function evaluateGate(plan: Plan, posture: GateView, at: number | null): Gate {
  const findings = [
    ...ofExecution(plan, posture),
    ofMarket(posture),
    ...posture.agents.flatMap((agent) => ofAgent(plan, agent)),
    ...ofEscalations(posture),
    ...ofContracts(posture),
    ...(at === null ? [] : ofCadence(plan, posture.cadence, at)),
  ];
  const has = (weight: Finding['weight']) => findings.some((f) => f.weight === weight);
  return {
    decision: has('no-go') ? 'no-go' : has('cannot-tell') ? 'cannot-tell' : 'go',
    findings: findings.toSorted((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight)),
  };
}

const ORDER: readonly Finding['weight'][] = ['no-go', 'cannot-tell', 'note', 'go'];

/** `attention` is a finding beside what holds; it takes nothing away (`lib/evaluate/execution/execution.ts`). */
const WEIGHT: Readonly<Record<Verdict, Finding['weight']>> = {
  good: 'go',
  'expected-off': 'go',
  'not-applicable': 'go',
  attention: 'note',
  unknown: 'cannot-tell',
  bad: 'no-go',
};

/** The outcome as a whole, and each proof that it wants or that says something: the kill switch is one of them. */
function ofExecution(plan: Plan, { execution }: GateView): Finding[] {
  const runbook = runbookRef(plan, plan.fallbackRunbooks?.execution);
  const whole: Finding = {
    weight: WEIGHT[execution.verdict],
    subject: 'execution',
    because: `${headlineOf(execution.outcome)}: ${executionSentence(execution)}`,
    runbook,
  };
  const proofs = execution.proofs.map((proof): Finding => {
    const { label, value, detail } = proofText(proof);
    return {
      weight: WEIGHT[proof.verdict],
      subject: `proof ${proof.id}`,
      because: `${label} ${value}: ${detail}`,
      runbook,
    };
  });
  const scope: Finding = {
    weight: isNarrowed(execution.scope) ? 'note' : 'go',
    subject: 'execution scope',
    because: scopeText(execution.scope),
    runbook: null,
  };
  return [whole, scope, ...proofs].map((f) => (f.weight === 'go' ? { ...f, runbook: null } : f));
}

/** A day that the calendar does not know may be a holiday or not. */
function ofMarket({ market }: GateView): Finding {
  const weight = market.state === 'unknown' ? 'cannot-tell' : market.opensAt === null ? 'note' : 'go';
  return { weight, subject: 'market', because: marketLabel(market), runbook: null };
}

/**
 * Agents of P2 and P3 wait until the same day. An agent that the plan leaves open cannot be settled before the open.
 */
function ofAgent(plan: Plan, agent: AgentPosture): Finding[] {
  if (agent.criticality !== 'P0' && agent.criticality !== 'P1') return [];
  const open = agent.leftOpenByPlan && agent.verdict === 'unknown';
  const weight = open ? 'note' : WEIGHT[agent.verdict];
  const { state, reason } = agentText(agent);
  const because = [state, reason].filter((s) => s !== '').join(': ');
  const { agentDown, consoleBlind } = plan.fallbackRunbooks ?? {};
  const resort = agent.verdict === 'unknown' ? consoleBlind : agentDown;
  return [
    {
      weight,
      subject: `agent ${agent.name} (${agent.criticality})`,
      because: open ? `${because}; left open by the plan` : because,
      runbook:
        weight === 'no-go' || weight === 'cannot-tell' ? (agent.runbook ?? runbookRef(plan, resort)) : null,
    },
  ];
}

/** A firing rule stops the line; a P0 rule in `cannot-tell` may be firing. */
function ofEscalations({ escalations }: GateView): Finding[] {
  return escalations.flatMap((rule): Finding[] => {
    const { id, priority, state, title, runbook } = rule;
    if (priority !== 'P0' && priority !== 'P1') return [];
    const subject = `escalation ${id} (${priority})`;
    const text = `${title}: ${ruleText(rule).because}`;
    if (state === 'firing') return [{ weight: 'no-go', subject, because: text, runbook }];
    if (state === 'cannot-tell' && priority === 'P0')
      return [{ weight: 'cannot-tell', subject, because: text, runbook }];
    return state === 'inactive' ? [] : [{ weight: 'note', subject, because: text, runbook }];
  });
}

/** A broken safety line is a breach whether or not a rule pages for it. */
function ofContracts({ actions }: GateView): Finding[] {
  return actions.filter(isBreach).flatMap((action): Finding[] => {
    if (action.severity !== 'P0' && action.severity !== 'P1') return [];
    const { title, detail } = actionText(action);
    const subject = `contract ${action.agent ?? action.id} (${action.severity})`;
    return [{ weight: 'no-go', subject, because: `${title}: ${detail}`, runbook: action.runbook }];
  });
}

function isBreach({ title }: Action): boolean {
  return title.code === ('action-contract-broken' satisfies MessageCode);
}

/** The items of that very time. A report to write is work for somebody and no state of the mesh: only its failure counts. */
function ofCadence(plan: Plan, { items }: CadencePosture, at: number): Finding[] {
  return items
    .filter((item) => Date.parse(item.at) === at)
    .map((item): Finding => {
      const planned = plan.cadence.find(({ id }) => id === item.id.split('@')[0]);
      const seen = seenOf(item);
      const weight = isWork(planned) && seen === 'unknown' ? 'note' : WEIGHT[seen];
      const because = `${item.title}: ${cadenceItemText(item) || 'not looked at yet'}`;
      return { weight, subject: `cadence ${item.id}`, because, runbook: null };
    });
}

/** An item without an observation, even a late one, shows nothing. */
function seenOf({ state, verdict }: CadencePosture['items'][number]): Verdict {
  const unseen = state === 'upcoming' || (state === 'due' && verdict === 'attention');
  return unseen ? 'unknown' : verdict;
}

/** Work of people or of a Job is no state of the mesh. */
function isWork(planned: CadencePlan | undefined): boolean {
  if (planned === undefined) return false;
  const kinds = planned.evidence.map(({ kind }) => kind);
  return kinds.includes('human') || kinds.every((kind) => kind === 'job');
}
