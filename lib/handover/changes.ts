/** What of images, replicas and modes changed in a shift. What is not known is not a change. */
import { instant } from '../judgement/evidence.ts';
import type { HandedChange } from '../wire/handover.ts';
import type { AgentPosture } from '../wire/posture.ts';
import type { Stretch } from './shift.ts';

type Value = Pick<HandedChange, 'agent' | 'what' | 'subject'> & { value: string };

/** What a workload has that is not there. */
const ABSENT = 'none';

/** Each value that differs from the last one that was known, in the order of time. */
export function changesOf(stretches: readonly Stretch[]): HandedChange[] {
  const book = new Book(stretches);
  const changes: HandedChange[] = [];
  for (const [index, { told }] of stretches.entries())
    for (const agent of told?.agents ?? []) changes.push(...book.note(agent, index));
  return changes;
}

/** What was last known, and in which stretch. */
class Book {
  readonly #stretches: readonly Stretch[];
  readonly #known = new Map<string, { value: Value; index: number }>();
  /** Agents that were in sight before: what they have now and had not is new, and not only seen for the first time. */
  readonly #met = new Set<string>();

  constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches;
  }

  /** What changed of an agent by the stretch of this index. */
  note(agent: AgentPosture, index: number): HandedChange[] {
    const known = [...this.#known.values()].map(({ value }) => value);
    const changes = [...valuesOf(agent), ...absentOf(agent, known)].flatMap((value) =>
      this.#noted(value, index),
    );
    if (agent.verdict !== 'unknown') this.#met.add(agent.name);
    return changes;
  }

  #noted(value: Value, index: number): HandedChange[] {
    const held = this.#known.get(keyOf(value));
    this.#known.set(keyOf(value), { value, index });
    const first = value.what === 'mode' || !this.#met.has(value.agent) ? value.value : ABSENT;
    const before = held?.value.value ?? first;
    if (before === value.value) return [];
    const { value: after, ...what } = value;
    const between = this.#stretches.slice(held?.index ?? index - 1, index);
    const at = instant(this.#stretches[index]?.from ?? 0);
    return [{ at, ...what, before, after, unwatched: between.some(({ told }) => told === null) }];
  }
}

const keyOf = ({ agent, what, subject }: Omit<Value, 'value'>) => JSON.stringify([agent, what, subject]);

/** What is known of an agent. No mode seen is no mode known. */
function valuesOf({ name, workloads, modesObserved }: AgentPosture): Value[] {
  const modes = modesObserved.toSorted().join(', ');
  return [
    ...workloads.flatMap((workload) => {
      const subject = `${workload.kind} ${workload.namespace}/${workload.name}`;
      return [
        ...(workload.image === null
          ? []
          : [{ agent: name, what: 'image' as const, subject, value: workload.image }]),
        ...(workload.desired === null
          ? []
          : [{ agent: name, what: 'replicas' as const, subject, value: String(workload.desired) }]),
      ];
    }),
    ...(modes === '' ? [] : [{ agent: name, what: 'mode' as const, subject: name, value: modes }]),
  ];
}

/** Workloads that were known and are there no more, of an agent that is in sight: out of sight is not gone. */
function absentOf(agent: AgentPosture, known: readonly Value[]): Value[] {
  if (agent.verdict === 'unknown') return [];
  const there = agent.workloads.map((w) => `${w.kind} ${w.namespace}/${w.name}`);
  return known
    .filter((value) => value.agent === agent.name && value.what !== 'mode' && !there.includes(value.subject))
    .map((value) => ({ ...value, value: ABSENT }));
}
