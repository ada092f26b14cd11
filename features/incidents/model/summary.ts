/** The summary of each part of a posture, as messages. */

import { contactText } from '#lib/messages/contact.ts';
import type { MarketDay } from '#lib/messages/market.ts';
import { say } from '#lib/messages/say.ts';
import { agentReason, agentState } from '#lib/messages/status/agent.ts';
import { executionWhy } from '#lib/messages/status/execution.ts';
import { failureBecause, failureLabel } from '#lib/messages/status/failure.ts';
import type { AgentPosture, Oncall } from '#lib/posture.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';
import type { Param } from '#lib/status/message.ts';
import type { RuleStatus } from '#lib/status/rule-status.ts';
import type { Comparable, Kind as TransitionKind } from '#lib/timeline/transitions.ts';
import type { EscalationState, Verdict } from '#lib/vocabulary.ts';

/** The part of a posture that an incident needs. */
export interface View extends Comparable {
  market: MarketDay;
  oncall: Oncall;
  agents: (Comparable['agents'][number] & Pick<AgentPosture, 'runbook'>)[];
  failures: (Comparable['failures'][number] & Pick<FailureStatus, 'title' | 'runbook'>)[];
  escalations: (Comparable['escalations'][number] & Pick<RuleStatus, 'priority' | 'firesAt' | 'runbook'>)[];
}

export type Kind = Exclude<TransitionKind, 'proof' | 'source'>;

/** The state of one part. */
export interface Summary {
  kind: Kind;
  /** Its name in the other files of the bundle. */
  subject: string;
  /** Its name in a sentence, without its kind. */
  name: string;
  /** Of a rule by its state: only one that fires is bad. */
  verdict: Verdict;
  /** Its state, in one or two words. */
  state: Param;
  /** The reason in one line; null if there is none. */
  why: Param;
  runbook: string | null;
}

export const summaryKey = ({ kind, subject }: { kind: string; subject: string }): string =>
  `${kind} ${subject}`;

/** The most important first. */
export function summariesOf(view: View): Summary[] {
  return [
    executionSummary(view.execution),
    ...view.escalations.map((rule) => ruleSummary(rule, view.oncall)),
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

function ruleSummary(rule: View['escalations'][number], oncall: Oncall): Summary {
  const { id, priority, state, runbook } = rule;
  return {
    ...{ kind: 'rule', subject: id, name: `${id} (${priority})`, verdict: RULE_VERDICT[state] },
    ...{
      state: say('rule-state', { state }),
      why: state === 'inactive' ? null : ruleSummaryText(rule, oncall),
    },
    runbook: runbook?.slug ?? null,
  };
}

function ruleSummaryText(
  { title, state, params, firesAt, response, priority }: View['escalations'][number],
  oncall: Oncall,
): Param {
  return say('rule-summary', {
    title,
    because: params.because,
    firesAt: state === 'pending' && firesAt !== null ? Date.parse(firesAt) : null,
    response: state === 'firing' ? response : null,
    call: state === 'firing' ? say('rule-call', { priority, who: contactText(oncall[priority]) }) : null,
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
