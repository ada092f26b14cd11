/** Agents of the roster that are red, or unknown though the plan does not leave them open, and that nothing else lists. */

import { say } from '../../messages/say.ts';
import { agentReason, agentState } from '../../messages/status/agent.ts';
import type { Action } from '../../posture.ts';
import type { AgentCode } from '../../status/agent.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import { agentRunbookNow } from '../agents/agent-posture.ts';
import { isLeftOpen } from '../agents/left-open.ts';
import { instant } from '../base/evidence.ts';
import { unavailableSources } from '../base/sources.ts';
import type { Evaluated } from './condition.ts';
import type { EvaluatedEscalation } from './escalation.ts';
import { FIRST_LOOK_MS, isUnavailable } from './source-lost.ts';

/** `told`: the agents that a rule or a failure mode lists. `rules`: those whose condition holds. */
export function agentActions(
  evaluated: Evaluated,
  told: ReadonlySet<string | null>,
  rules: readonly EvaluatedEscalation[],
): Action[] {
  const { world, failures } = evaluated;
  return evaluated.agents.flatMap((a): Action[] => {
    const { name, criticality } = a.plan;
    const unknown = a.verdict === 'unknown' && !isLeftOpen(a) && !isToldOnce(evaluated, a, rules);
    if ((a.verdict !== 'bad' && !unknown) || told.has(name)) return [];
    const since = a.since ?? world.now;
    if (unknown && isFirstLook(a) && world.now - since < FIRST_LOOK_MS) return [];
    return [
      {
        id: `agent-${name}`,
        severity: criticality,
        verdict: a.verdict,
        title: say('rule-agent-is', { agent: name, state: agentState(a) }),
        detail: agentReason(a),
        since: instant(since),
        agent: name,
        runbook: agentRunbookNow(world.plan, a, failures),
        paging: 'symptom',
        firesAt: null,
        response: unknown ? say('action-look-by-hand') : null,
      },
    ];
  });
}

/** Unknown because nobody has looked yet. */
const FIRST_LOOKS: readonly AgentCode[] = ['not-asked', 'blind'];

function isFirstLook({ code }: EvaluatedAgent): boolean {
  return FIRST_LOOKS.includes(code);
}

/** One cause that makes many unknown is told once: execution that is unproven, lost sight, a console that is blind. */
function isToldOnce(evaluated: Evaluated, a: EvaluatedAgent, rules: readonly EvaluatedEscalation[]): boolean {
  if (a.proof !== undefined || a.plan.runs === 'off') return evaluated.execution.outcome !== 'proven-off';
  // Whoever is out of reach from here is so for the one cause that a blind console tells.
  if (a.code === 'pods-out-of-reach') return true;
  const { criticality, workloads } = a.plan;
  const lost = rules.some(
    ({ rule: { when } }) => when.kind === 'sight-lost' && when.criticalities.includes(criticality),
  );
  if (lost && isUnavailable(a)) return true;
  if (workloads.length === 0) return false;
  const polls = ['Pod', ...workloads.map(({ kind }) => kind)].map((kind) => `poll/${kind}`);
  return unavailableSources(evaluated.world).some((s) => polls.includes(s.id));
}
