/** The plan's rules whose condition holds, as actions. A title says what holds now: a rule's own may tell of what lasted. */

import { say } from '../../messages/say.ts';
import { agentState } from '../../messages/status/agent.ts';
import type { Action } from '../../posture.ts';
import type { Message } from '../../status/message.ts';
import { RULE_VERDICTS } from '../../status/rule.ts';
import { instantOrNull } from '../base/evidence.ts';
import type { Evaluated } from './condition.ts';
import { clearOf, type EvaluatedEscalation, type Gate, ruleRunbook } from './escalation.ts';

/** The plan's own words. */
export const planned = (words: string): Message => say('action-planned', { words });

const gateOf = ({ name, opensAt }: Gate): Message => say('rule-gate', { gate: name, opensAt });

/** A rule as an action; null for one that is inactive or cannot be evaluated. */
export function ruleAction(evaluated: Evaluated, escalation: EvaluatedEscalation): Action | null {
  const { rule, code, state, because, gate, agent, since, firesAt } = escalation;
  if (state === 'inactive' || state === 'cannot-tell') return null;
  return {
    id: `rule-${rule.id}`,
    severity: rule.priority,
    verdict: RULE_VERDICTS[code],
    title:
      escalation.clear === null
        ? titleOf(evaluated, escalation)
        : say('action-clear-now', { title: titleOf(evaluated, escalation) }),
    detail: gate === null ? because : say('action-held-back', { because, gate: gateOf(gate) }),
    since: instantOrNull(since),
    agent,
    runbook: ruleRunbook(evaluated.world.plan, escalation),
    paging: state,
    firesAt: state === 'pending' ? instantOrNull(firesAt) : null,
    ...clearOf(evaluated.world.plan, escalation),
    response: planned(rule.response),
  };
}

/** What holds now. A rule without a duration says that itself. */
function titleOf({ world, agents }: Evaluated, { rule, failure, agent }: EvaluatedEscalation): Message {
  const mode = world.plan.failures.find((f) => f.id === failure);
  if (mode !== undefined) return planned(mode.title);
  if (rule.forSeconds === 0) return planned(rule.title);
  switch (rule.when.kind) {
    case 'execution':
      return say('action-execution-not-off');
    case 'halt-switch-unconfirmed':
      return say('action-switch-unconfirmed');
    case 'gate-bypassed':
      return say('action-gate-bypassed');
    case 'sight-lost':
      return say('action-sight-lost', { criticalities: rule.when.criticalities });
    case 'agent': {
      const shown = agents.find((a) => a.plan.name === agent);
      return shown === undefined
        ? planned(rule.title)
        : say('rule-agent-is', { agent: shown.plan.name, state: agentState(shown) });
    }
    case 'failure':
      return planned(rule.title);
  }
}
