/** How each thing of a posture stands, in the words in which an incident is told. */

import { formatEt } from '#lib/market/eastern-time.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import type { AgentPosture, EscalationPosture, FailurePosture, Posture } from '#lib/posture.ts';
import type { Comparable, Difference } from '#lib/timeline/compare.ts';
import type { EscalationState, Verdict } from '#lib/vocabulary.ts';

/** What of a posture an incident is told from. */
export interface View extends Comparable {
  market: Pick<Posture['market'], 'label'>;
  execution: Comparable['execution'] & Pick<Posture['execution'], 'sentence'>;
  agents: (Comparable['agents'][number] & Pick<AgentPosture, 'runbook'>)[];
  failures: (Comparable['failures'][number] &
    Pick<FailurePosture, 'title' | 'label' | 'because' | 'runbook'>)[];
  escalations: (Comparable['escalations'][number] &
    Pick<EscalationPosture, 'title' | 'priority' | 'because' | 'firesAt' | 'response' | 'runbook'>)[];
}

export type Kind = Difference['kind'];

/** One thing as it stands. */
export interface Standing {
  kind: Kind;
  /** As other files of the bundle name it. */
  subject: string;
  /** As a sentence names it, without its kind. */
  name: string;
  /** Of a rule by its state: only one that fires is bad. */
  verdict: Verdict;
  state: string;
  /** In one line; empty where there is nothing to say. */
  why: string;
  runbook: string | null;
  /** Values that are told when they change, by what they are; null where they are not known. */
  values: Readonly<Record<string, string | null>>;
}

export const standingKey = ({ kind, subject }: Pick<Standing, 'kind' | 'subject'>): string =>
  `${kind} ${subject}`;

/** What matters most comes first. */
export function standingsOf(view: View): Standing[] {
  return [
    executionStanding(view.execution),
    ...view.escalations.map(ruleStanding),
    ...view.failures.map(failureStanding),
    ...view.agents.map(agentStanding),
  ];
}

function executionStanding({ outcome, verdict, sentence }: View['execution']): Standing {
  return {
    ...{ kind: 'execution', subject: 'execution', name: 'execution', verdict },
    ...{ state: outcome.replaceAll('-', ' '), why: verdict === 'good' ? '' : sentence },
    ...{ runbook: null, values: {} },
  };
}

const RULE_VERDICT: Readonly<Record<EscalationState, Verdict>> = {
  firing: 'bad',
  pending: 'attention',
  held: 'attention',
  'cannot-tell': 'unknown',
  quiet: 'good',
};

function ruleStanding(rule: View['escalations'][number]): Standing {
  const { id, title, priority, state, because, response, firesAt, runbook } = rule;
  const fires =
    state === 'pending' && firesAt !== null
      ? `fires at ${formatEt(Date.parse(firesAt))} ET if that lasts; `
      : '';
  const words: Readonly<Record<EscalationState, string>> = {
    firing: 'fires',
    pending: 'counts down',
    held: 'held back',
    'cannot-tell': 'cannot tell',
    quiet: 'quiet',
  };
  return {
    ...{ kind: 'escalation', subject: id, name: `${id} (${priority})`, verdict: RULE_VERDICT[state] },
    state: words[state],
    why: state === 'quiet' ? '' : `${fires}${title}, ${because}${state === 'firing' ? `; ${response}` : ''}`,
    ...{ runbook: runbook?.slug ?? null, values: {} },
  };
}

function failureStanding({
  id,
  title,
  verdict,
  label,
  because,
  who,
  runbook,
}: View['failures'][number]): Standing {
  const where = who.toSorted().join(', ');
  const why = [where, because].filter((text) => text !== '').join(': ');
  return { kind: 'failure', subject: id, name: title, verdict, state: label, why, runbook, values: {} };
}

function agentStanding(agent: View['agents'][number]): Standing {
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
  return { kind: 'agent', subject: name, name, verdict, state, why, runbook, values };
}
