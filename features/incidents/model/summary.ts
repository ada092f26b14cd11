/** How each thing of a posture stands, as an incident is told: codes to compare, and messages to write. */

import type { MarketDay } from '#lib/messages/market.ts';
import { say } from '#lib/messages/say.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { executionSentence } from '#lib/messages/status/execution.ts';
import { failureBecause, failureLabel } from '#lib/messages/status/failure.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';
import type { Param } from '#lib/status/message.ts';
import type { RuleStatus } from '#lib/status/rule-status.ts';
import type { Comparable, Difference } from '#lib/timeline/compare.ts';
import type { EscalationState, Verdict } from '#lib/vocabulary.ts';

/** What of a posture an incident is told from. */
export interface View extends Comparable {
  market: MarketDay;
  execution: Comparable['execution'] & Pick<Posture['execution'], 'proofs'>;
  agents: (Comparable['agents'][number] & Pick<AgentPosture, 'runbook'>)[];
  failures: (Comparable['failures'][number] & Pick<FailureStatus, 'title' | 'code' | 'params' | 'runbook'>)[];
  escalations: (Comparable['escalations'][number] &
    Pick<RuleStatus, 'title' | 'priority' | 'params' | 'firesAt' | 'response' | 'runbook'>)[];
}

export type Kind = Difference['kind'];

/** One thing as it stands. */
export interface Summary {
  kind: Kind;
  /** As other files of the bundle name it. */
  subject: string;
  /** As a sentence names it, without its kind. */
  name: string;
  /** Of a rule by its state: only one that fires is bad. */
  verdict: Verdict;
  /** How it stands, to be compared. */
  code: string;
  /** How it stands, to be written: in one or two words. */
  state: Param;
  /** In one line; null where there is nothing to say. */
  why: Param;
  runbook: string | null;
  /** Values that are told when they change, by what they are; null where they are not known. */
  values: Readonly<Record<string, string | null>>;
}

export const summaryKey = ({ kind, subject }: Pick<Summary, 'kind' | 'subject'>): string =>
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
    ...{
      code: outcome,
      state: say('rule-outcome', { outcome }),
      why: verdict === 'good' ? null : executionSentence(execution),
    },
    ...{ runbook: null, values: {} },
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
    ...{ kind: 'escalation', subject: id, name: `${id} (${priority})`, verdict: RULE_VERDICT[state] },
    ...{ code: state, state: say('rule-state', { state }), why: state === 'inactive' ? null : storyOf(rule) },
    ...{ runbook: runbook?.slug ?? null, values: {} },
  };
}

function storyOf({ title, state, params, firesAt, response }: View['escalations'][number]): Param {
  return say('rule-story', {
    title,
    because: params.because,
    firesAt: state === 'pending' && firesAt !== null ? Date.parse(firesAt) : null,
    response: state === 'firing' ? response : null,
  });
}

function failureSummary(failure: View['failures'][number]): Summary {
  const { id, title, verdict, state, who, runbook } = failure;
  return {
    ...{ kind: 'failure', subject: id, name: title, verdict, code: state },
    state: failureLabel(failure),
    why: say('failure-at', { who: who.toSorted(), because: failureBecause(failure) }),
    ...{ runbook: runbook?.slug ?? null, values: {} },
  };
}

function agentSummary(agent: View['agents'][number]): Summary {
  const { name, verdict, pods } = agent;
  const { restarts } = pods;
  const { state, reason: why } = agentText(agent);
  const counted = pods.ready === null || pods.desired === null ? null : `${pods.ready} of ${pods.desired}`;
  const values: Record<string, string | null> = {
    'pods ready': pods.place ?? counted,
    restarts: restarts === null ? null : String(restarts),
    mode: agent.modesObserved.length === 0 ? null : agent.modesObserved.toSorted().join(', '),
  };
  for (const w of agent.workloads) values[`image of ${w.kind} ${w.namespace}/${w.name}`] = w.image;
  const runbook = agent.runbook?.slug ?? null;
  return { kind: 'agent', subject: name, name, verdict, code: state, state, why, runbook, values };
}
