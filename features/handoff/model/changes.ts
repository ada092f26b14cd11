/** What of images, replicas and modes changed in a shift. What is not known is not a change. */

import { instant } from '#lib/format/instant.ts';
import { text } from '#lib/messages/text.ts';
import { isKnown, modeLines, partName, workloadLines } from '#lib/timeline/transitions.ts';
import type { HandedChange } from '../document.ts';
import { Newest } from './newest.ts';
import type { Published } from './published.ts';
import type { Observation } from './shift.ts';

type PublishedAgent = Published['agents'][number];
type Value = Pick<HandedChange, 'what' | 'subject'> & { value: string };
type Changed = Omit<HandedChange, 'at' | 'agent'>;

/** What a workload has that is not there. */
const ABSENT = 'none';
/** So many are listed; all are counted. */
const MOST_CHANGES = 100;

export class ChangeRecorder {
  readonly newest = new Newest<HandedChange>(MOST_CHANGES);
  readonly #agents = new Map<string, AgentRecorder>();
  /** How many times nobody watched so far. */
  #gaps = 0;

  /** Notes each value that differs from the last one that was known. */
  observe({ from, before, published }: Observation): void {
    if (before !== null && before < from) this.#gaps += 1;
    for (const agent of published.agents) {
      const recorder = this.#agents.get(agent.name) ?? new AgentRecorder();
      this.#agents.set(agent.name, recorder);
      for (const change of recorder.note(agent, this.#gaps))
        this.newest.add({ at: instant(from), agent: agent.name, ...change });
    }
  }
}

/** What was last known of one agent, each with the number of gaps until then. */
class AgentRecorder {
  readonly #known = new Map<string, Value & { gaps: number }>();
  /** The number of gaps when its verdict was last known; null before. A value that appears after that is new. */
  #met: number | null = null;

  note(agent: PublishedAgent, gaps: number): Changed[] {
    const known = agent.verdict !== 'unknown';
    // What a console sees first is a part: the modes in the pods, and those in the answers a moment later.
    const isPart = !known && this.#met !== gaps;
    const changes = [...valuesOf(agent), ...this.#absent(agent)].flatMap((value) =>
      value.what === 'mode' && isPart ? [] : this.#noted(value, gaps),
    );
    if (known) this.#met = gaps;
    return changes;
  }

  #noted({ what, subject, value }: Value, gaps: number): Changed[] {
    const key = `${what} ${subject}`;
    const held = this.#known.get(key);
    this.#known.set(key, { what, subject, value, gaps });
    const first = what === 'mode' || this.#met === null ? value : ABSENT;
    const before = held?.value ?? first;
    if (before === value) return [];
    return [{ what, subject, before, after: value, unwatched: (held?.gaps ?? this.#met ?? gaps) < gaps }];
  }

  /** Workloads that were known and are gone. An agent whose verdict is unknown loses none: not visible is not gone. */
  #absent(agent: PublishedAgent): Value[] {
    if (agent.verdict === 'unknown') return [];
    const there = new Set(agent.workloads.map(partName));
    return [...this.#known.values()]
      .filter(({ what, subject }) => what !== 'mode' && !there.has(subject))
      .map(({ what, subject }) => ({ what, subject, value: ABSENT }));
  }
}

/** What of an agent is handed over, by the field that has it. */
const HANDED = [
  ['image', 'image'],
  ['desired', 'replicas'],
  ['mode', 'mode'],
] as const;

/** What is known of an agent. */
function valuesOf(agent: PublishedAgent): Value[] {
  const known = [...modeLines(agent), ...workloadLines(agent)].filter(({ value }) => isKnown(value));
  return HANDED.flatMap(([field, what]) =>
    known
      .filter((line) => line.field === field)
      .map(({ subject, part, value }) => ({
        ...{ what, subject: part === undefined ? subject : partName(part), value: text(value) },
      })),
  );
}
