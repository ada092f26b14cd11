/** What differs between two postures, subject by subject: what a reader of the past asks before anything else. */

import { agentText } from '../messages/status/agent.ts';
import { probeText } from '../messages/status/probe.ts';
import type { AgentPosture, Posture } from '../posture.ts';
import type { FailureStatus } from '../status/failure-status.ts';
import type { RuleStatus } from '../status/rule-status.ts';
import { differingLines, type Line, type LineDifference, told } from './lines.ts';

type Kind = 'execution' | 'agent' | 'failure' | 'escalation';
export type Difference = LineDifference<Kind>;

/** What of a posture is compared. */
export interface Comparable {
  execution: Pick<Posture['execution'], 'outcome' | 'verdict'>;
  agents: Pick<
    AgentPosture,
    'name' | 'verdict' | 'code' | 'params' | 'modesObserved' | 'pods' | 'workloads' | 'probes'
  >[];
  failures: Pick<FailureStatus, 'id' | 'state' | 'verdict' | 'who'>[];
  escalations: Pick<RuleStatus, 'id' | 'state' | 'verdict'>[];
}

const count = (n: number | null) => (n === null ? 'not known' : String(n));

function* linesOf(posture: Comparable): Generator<Line<Kind>> {
  yield* told('execution', 'execution', {
    outcome: posture.execution.outcome,
    verdict: posture.execution.verdict,
  });
  for (const agent of posture.agents) yield* told('agent', agent.name, agentValues(agent));
  for (const { id, state, verdict, who } of posture.failures)
    yield* told('failure', id, { state, verdict, who: who.toSorted().join(', ') });
  for (const { id, state, verdict } of posture.escalations) yield* told('escalation', id, { state, verdict });
}

function agentValues(agent: Comparable['agents'][number]): Record<string, string> {
  const values: Record<string, string> = {
    verdict: agent.verdict,
    ...agentText(agent),
    mode: agent.modesObserved.toSorted().join(', '),
    pods: agent.pods.place ?? `${count(agent.pods.ready)} of ${count(agent.pods.desired)} ready`,
    restarts: count(agent.pods.restarts),
  };
  for (const w of agent.workloads)
    values[`image of ${w.kind} ${w.namespace}/${w.name}`] = w.image ?? 'not known';
  for (const p of agent.probes) values[`${p.probeKind} ${p.id} of ${p.instance}`] = probeText(p).seen;
  return values;
}

/** Every line that differs, in the order of `after`; what `after` no longer tells comes last. Empty for equal postures. */
export function compare(before: Comparable, after: Comparable): Difference[] {
  return differingLines(linesOf(before), linesOf(after));
}
