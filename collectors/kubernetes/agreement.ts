/**
 * Compares watches with safety polls. A watch can be open and lively and still be wrong, since nothing detects a lost
 * event. Each poll is therefore compared with the watch's last known state.
 * The two race: an event may be on its way while the poll reads. A difference counts once two polls in a row find it
 * and the watch reported nothing about that object since before the first of them began. It is withdrawn once two polls
 * in a row no longer find it.
 */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Kind } from './kinds.ts';
import { keyOf, messageOf, type SafetyObject, type Word } from './safety-object.ts';
import { type Lens, WatchView } from './watch-view.ts';

/** One complete read by a poll. */
export interface SweepReading {
  kind: Kind;
  covers(namespace: string, subject: string): boolean;
  /** By subject; a subject that is missing here did not exist. */
  words: ReadonlyMap<string, Word>;
  /** Monotonic milliseconds, before its first request began. */
  began: number;
  /** Epoch milliseconds of the same. */
  startedAt: number;
}

interface Difference {
  view: WatchView;
  subject: string;
  object: SafetyObject;
  /** When the watch last reported on it, in monotonic milliseconds. */
  wordAt: number;
  watch: SafetyObject | null;
  sweep: SafetyObject | null;
}

interface Suspect {
  kind: Kind;
  namespace: string;
  /** Start of the poll since which the watch reported nothing about it. */
  began: number;
  told: boolean;
  /** Polls in a row that no longer found it. */
  agreed: number;
}

/** This many polls in a row must agree before a disagreement is withdrawn. */
const AGREED = 2;

export class Agreement {
  readonly #views = new Set<WatchView>();
  readonly #suspects = new Map<string, Suspect>();

  /** The view of one watch, for its lifetime. `doubt` is called when a poll proves it wrong. */
  open(lens: Lens, now: () => number, doubt: () => void, signal: AbortSignal): WatchView {
    const view = new WatchView(lens, now, doubt);
    this.#views.add(view);
    signal.addEventListener('abort', () => this.#views.delete(view), { once: true });
    return view;
  }

  /** The facts to publish after a poll: disagreements, and those that are over. */
  compare(reading: SweepReading): Fact[] {
    const differing = new Map(this.#differences(reading).map((d) => [d.subject, d]));
    const told = [...differing.values()].flatMap((d) => this.#met(d, reading));
    const over = [...this.#suspects]
      .filter(
        ([subject, s]) =>
          s.kind === reading.kind && reading.covers(s.namespace, subject) && !differing.has(subject),
      )
      .flatMap(([subject, suspect]) => this.#missed(subject, suspect, reading.startedAt));
    return [...told, ...over];
  }

  /** Withdraws everything that was published. */
  withdraw(at: number): Fact[] {
    const told = [...this.#suspects].filter(([, { told }]) => told);
    this.#suspects.clear();
    return told.map(([subject]) => over(subject, at));
  }

  #differences(reading: SweepReading): Difference[] {
    return [...this.#views].flatMap((view) => {
      if (view.lens.kind !== reading.kind) return [];
      view.prune(reading.began);
      const subjects = new Set([...reading.words.keys(), ...view.subjects()]);
      return [...subjects].flatMap((subject) => difference(view, subject, reading) ?? []);
    });
  }

  #met({ view, subject, object, wordAt, watch, sweep }: Difference, reading: SweepReading): Fact[] {
    const { kind, began, startedAt } = reading;
    const { namespace, name } = object;
    const held = this.#suspects.get(subject) ?? { kind, namespace, began, told: false, agreed: 0 };
    const silent = held.began !== began && wordAt < held.began;
    const suspect = { ...held, began, told: held.told || silent, agreed: 0 };
    this.#suspects.set(subject, suspect);
    if (silent) view.doubt();
    if (!suspect.told) return [];
    const value = {
      kind: kind.name,
      namespace,
      name,
      watch: said(watch),
      sweep: said(sweep),
      workload: 'desired' in object ? object : null,
      pod: 'phase' in object ? object : null,
    };
    return [{ subject, kind: 'disagreement', value, observedAt: startedAt, source: SOURCE }];
  }

  #missed(subject: string, suspect: Suspect, at: number): Fact[] {
    const agreed = suspect.agreed + 1;
    if (suspect.told && agreed < AGREED) {
      this.#suspects.set(subject, { ...suspect, agreed });
      return [];
    }
    this.#suspects.delete(subject);
    return suspect.told ? [over(subject, at)] : [];
  }
}

const SOURCE = 'agreement';

/** Null if they agree, or if one of the two does not know. */
function difference(view: WatchView, subject: string, reading: SweepReading): Difference | null {
  const word = view.wordOf(subject);
  if (word === null || word.at >= reading.began) return null;
  const watch = word.said;
  const sweep = reading.words.get(subject) ?? 'gone';
  if (watch === 'unreadable' || sweep === 'unreadable' || watch === sweep) return null;
  const object = sweep === 'gone' ? watch : sweep;
  if (object === 'gone' || !covered(object.namespace, subject, view, reading)) return null;
  if (watch !== 'gone' && sweep !== 'gone' && keyOf(watch) === keyOf(sweep)) return null;
  return {
    view,
    subject,
    object,
    wordAt: word.at,
    watch: watch === 'gone' ? null : watch,
    sweep: sweep === 'gone' ? null : sweep,
  };
}

function covered(namespace: string, subject: string, view: WatchView, reading: SweepReading): boolean {
  return view.covers(namespace, subject) && reading.covers(namespace, subject);
}

function said(object: SafetyObject | null): Message {
  return object === null ? say('object-gone') : messageOf(object);
}

function over(subject: string, observedAt: number): Fact {
  return { subject, kind: 'disagreement', value: null, observedAt, source: SOURCE };
}
