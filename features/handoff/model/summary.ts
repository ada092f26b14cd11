/** How things stood when a shift ended: what the next person inherits. */

import { agentText } from '#lib/messages/status/agent.ts';
import { VERDICT_RANK } from '#lib/vocabulary.ts';
import type { Standing } from '../document.ts';
import type { Told } from './observation.ts';

export function standingOf({ execution, agents, sources }: Told): Standing {
  const { outcome, verdict, headlinePast, since } = execution;
  return {
    execution: { outcome, verdict, headline: headlinePast, since },
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
      .map(({ label, state, reason }) => ({ label, why: reason || state })),
  };
}
