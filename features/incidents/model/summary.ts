/** How each thing of a posture stands, as an incident is told: as messages to write. */

import type { MarketDay } from '#lib/messages/market.ts';
import { say } from '#lib/messages/say.ts';
import { agentReason, agentState } from '#lib/messages/status/agent.ts';
import { executionWhy } from '#lib/messages/status/execution.ts';
import { failureBecause, failureLabel } from '#lib/messages/status/failure.ts';
import type { AgentPosture } from '#lib/posture.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';
import type { Param } from '#lib/status/message.ts';
import type { RuleStatus } from '#lib/status/rule-status.ts';
import type { Comparable, Kind as TransitionKind } from '#lib/timeline/transitions.ts';
import type { EscalationState, Verdict } from '#lib/vocabulary.ts';

/** What of a posture an incident is told from. */
export interface View extends Comparable {
  market: MarketDay;
  agents: (Comparable['agents'][number] & Pick<AgentPosture, 'runbook'>)[];
  failures: (Comparable['failures'][number] & Pick<FailureStatus, 'title' | 'runbook'>)[];
  escalations: (Comparable['escalations'][number] & Pick<RuleStatus, 'priority' | 'firesAt' | 'runbook'>)[];
}

export type Kind = Exclude<TransitionKind, 'proof' | 'source'>;

/** One thing as it stands. */
export interface Summary {
  kind: Kind;
  /** As other files of the bundle name it. */
  subject: string;
  /** As a sentence names it, without its kind. */
  name: string;
  /** Of a rule by its state: only one that fires is bad. */
  verdict: Verdict;
  /** How it stands, in one or two words. */
  state: Param;
  /** In one line; null where there is nothing to say. */
  why: Param;
  runbook: string | null;
}

export const summaryKey = ({ kind, subject }: { kind: string; subject: string }): string =>
  `${kind} ${subject}`;

/** What matters most comes first. */
export function summariesOf(view: View): Summary[] {
  return [
    executionSummary(view.execution),
    ...view.escalations.map(ruleSummary),
    ...view.failures.map(failureSummary),
    ...view.agents.map(agentSummary),
  ];
}

function executionSummary(execution: View['execution']): Summary {
  const { outcome, verdict } = execution;
  return {
    ...{ kind: 'execution', subject: 'execution', name: 'execution', verdict },
    state: say('rule-outcome', { outcome }),
    why: verdict === 'good' ? null : executionWhy(execution),
    runbook: null,
  };
}

const RULE_VERDICT: Readonly<Record<EscalationState, Verdict>> = {
  firing: 'bad',
  pending: 'attention',
  waiting: 'attention',
  'cannot-tell': 'unknown',
  inactive: 'good',
};

function ruleSummary(rule: View['escalations'][number]): Summary {
  const { id, priority, state, runbook } = rule;
  return {
    ...{ kind: 'rule', subject: id, name: `${id} (${priority})`, verdict: RULE_VERDICT[state] },
    ...{ state: say('rule-state', { state }), why: state === 'inactive' ? null : ruleSummaryText(rule) },
    runbook: runbook?.slug ?? null,
  };
}

function ruleSummaryText({ title, state, params, firesAt, response }: View['escalations'][number]): Param {
  return say('rule-summary', {
    title,
    because: params.because,
    firesAt: state === 'pending' && firesAt !== null ? Date.parse(firesAt) : null,
    response: state === 'firing' ? response : null,
  });
}

function failureSummary(failure: View['failures'][number]): Summary {
  const { id, title, verdict, who, runbook } = failure;
  return {
    ...{ kind: 'failure', subject: id, name: title, verdict },
    state: failureLabel(failure),
    why: say('failure-at', { who: who.toSorted(), because: failureBecause(failure) }),
    runbook: runbook?.slug ?? null,
  };
}

function agentSummary(agent: View['agents'][number]): Summary {
  const { name, verdict, runbook } = agent;
  return {
    ...{ kind: 'agent', subject: name, name, verdict, state: agentState(agent), why: agentReason(agent) },
    runbook: runbook?.slug ?? null,
  };
}
