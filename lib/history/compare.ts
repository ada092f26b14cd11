/** What differs between two postures, subject by subject: what a reader of the past asks before anything else. */
import type { AgentPosture, EscalationPosture, FailurePosture, Posture } from '../wire/posture.ts';

/** One line that differs. `null` where the subject, or what is told of it, did not exist at that moment. */
export interface Difference {
  kind: 'execution' | 'agent' | 'failure' | 'escalation';
  subject: string;
  field: string;
  before: string | null;
  after: string | null;
}

/** What of a posture is compared. */
export interface Comparable {
  execution: Pick<Posture['execution'], 'outcome' | 'verdict'>;
  agents: Pick<
    AgentPosture,
    'name' | 'verdict' | 'state' | 'reason' | 'modesObserved' | 'pods' | 'workloads' | 'probes'
  >[];
  failures: Pick<FailurePosture, 'id' | 'state' | 'verdict' | 'who'>[];
  escalations: Pick<EscalationPosture, 'id' | 'state' | 'verdict'>[];
}

type Line = Omit<Difference, 'before' | 'after'> & { value: string };

const count = (n: number | null) => (n === null ? 'not known' : String(n));

function* linesOf(posture: Comparable): Generator<Line> {
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
    state: agent.state,
    reason: agent.reason,
    mode: agent.modesObserved.toSorted().join(', '),
    pods: agent.pods.place ?? `${count(agent.pods.ready)} of ${count(agent.pods.desired)} ready`,
    restarts: count(agent.pods.restarts),
  };
  for (const w of agent.workloads)
    values[`image of ${w.kind} ${w.namespace}/${w.name}`] = w.image ?? 'not known';
  for (const p of agent.probes) values[`${p.kind} ${p.id} of ${p.instance}`] = p.seen;
  return values;
}

function* told(kind: Line['kind'], subject: string, values: Record<string, string>): Generator<Line> {
  for (const [field, value] of Object.entries(values)) yield { kind, subject, field, value };
}

const keyOf = (line: Line) => JSON.stringify([line.kind, line.subject, line.field]);

/** Every line that differs, in the order of `after`; what `after` no longer tells comes last. Empty for equal postures. */
export function compare(before: Comparable, after: Comparable): Difference[] {
  const held = new Map([...linesOf(before)].map((line) => [keyOf(line), line]));
  const differences: Difference[] = [];
  for (const line of linesOf(after)) {
    const { value, ...where } = line;
    const was = held.get(keyOf(line))?.value ?? null;
    held.delete(keyOf(line));
    if (was !== value) differences.push({ ...where, before: was, after: value });
  }
  for (const { value, ...where } of held.values()) differences.push({ ...where, before: value, after: null });
  return differences;
}
