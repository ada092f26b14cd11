/** How things stood when a shift ended: what the next person inherits. */

import { agentText } from '#lib/messages/status/agent.ts';
import { headlinePastOf } from '#lib/messages/status/execution.ts';
import { scopeText } from '#lib/messages/status/scope.ts';
import { sourceWhy } from '#lib/messages/status/source.ts';
import { VERDICT_RANK } from '#lib/vocabulary.ts';
import type { Summary } from '../document.ts';
import type { Published } from './published.ts';

export function summaryOf({ execution, agents, sources }: Published): Summary {
  const { outcome, verdict, since, scope } = execution;
  const searched = scope === undefined ? null : scopeText(scope);
  return {
    execution: { outcome, verdict, headline: headlinePastOf(outcome), since, searched },
    agents: agents
      .filter((agent) => VERDICT_RANK[agent.verdict] < VERDICT_RANK.good)
      .sort((a, b) => VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict])
      .map((agent) => ({
        name: agent.name,
        verdict: agent.verdict,
        ...agentText(agent),
      })),
    unseen: sources
      .filter((source) => source.verdict === 'unknown')
      .map((source) => ({ label: source.label, why: sourceWhy(source) })),
  };
}
