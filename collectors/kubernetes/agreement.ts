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
import { type WatchScope, WatchView } from './watch-view.ts';

/** One complete read by a poll. */
export interface PollResult {
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
  poll: SafetyObject | null;
}

interface Suspect {
  kind: Kind;
  namespace: string;
  /** Start of the poll since which the watch reported nothing about it. */
  began: number;
  reported: boolean;
  /** Polls in a row that no longer found it. */
  agreed: number;
}

/** This many polls in a row must agree before a disagreement is withdrawn. */
const AGREED = 2;

export class Agreement {
  readonly #views = new Set<WatchView>();
  readonly #suspects = new Map<string, Suspect>();

  /** The view of one watch, for its lifetime. `doubt` is called when a poll proves it wrong. */
  open(scope: WatchScope, now: () => number, doubt: () => void, signal: AbortSignal): WatchView {
    const view = new WatchView(scope, now, doubt);
    this.#views.add(view);
    signal.addEventListener('abort', () => this.#views.delete(view), { once: true });
    return view;
  }

  /** The facts to publish after a poll: disagreements, and those that are over. */
  compare(result: PollResult): Fact[] {
    const differing = new Map(this.#differences(result).map((d) => [d.subject, d]));
    const reported = [...differing.values()].flatMap((d) => this.#met(d, result));
    const over = [...this.#suspects]
      .filter(
        ([subject, s]) =>
          s.kind === result.kind && result.covers(s.namespace, subject) && !differing.has(subject),
      )
      .flatMap(([subject, suspect]) => this.#missed(subject, suspect, result.startedAt));
    return [...reported, ...over];
  }

  /** Withdraws everything that was published. */
  withdraw(at: number): Fact[] {
    const reported = [...this.#suspects].filter(([, { reported }]) => reported);
    this.#suspects.clear();
    return reported.map(([subject]) => over(subject, at));
  }

  #differences(result: PollResult): Difference[] {
    return [...this.#views].flatMap((view) => {
      if (view.scope.kind !== result.kind) return [];
      view.prune(result.began);
      const subjects = new Set([...result.words.keys(), ...view.subjects()]);
      return [...subjects].flatMap((subject) => difference(view, subject, result) ?? []);
    });
  }

  #met({ view, subject, object, wordAt, watch, poll }: Difference, result: PollResult): Fact[] {
    const { kind, began, startedAt } = result;
    const { namespace, name } = object;
    const held = this.#suspects.get(subject) ?? { kind, namespace, began, reported: false, agreed: 0 };
    const silent = held.began !== began && wordAt < held.began;
    const suspect = { ...held, began, reported: held.reported || silent, agreed: 0 };
    this.#suspects.set(subject, suspect);
    if (silent) view.doubt();
    if (!suspect.reported) return [];
    const value = {
      kind: kind.name,
      namespace,
      name,
      watch: said(watch),
      poll: said(poll),
      workload: 'desired' in object ? object : null,
      pod: 'phase' in object ? object : null,
    };
    return [{ subject, kind: 'disagreement', value, observedAt: startedAt, source: SOURCE }];
  }

  #missed(subject: string, suspect: Suspect, at: number): Fact[] {
    const agreed = suspect.agreed + 1;
    if (suspect.reported && agreed < AGREED) {
      this.#suspects.set(subject, { ...suspect, agreed });
      return [];
    }
    this.#suspects.delete(subject);
    return suspect.reported ? [over(subject, at)] : [];
  }
}

const SOURCE = 'agreement';

/** Null if they agree, or if one of the two does not know. */
function difference(view: WatchView, subject: string, result: PollResult): Difference | null {
  const word = view.wordOf(subject);
  if (word === null || word.at >= result.began) return null;
  const watch = word.said;
  const poll = result.words.get(subject) ?? 'gone';
  if (watch === 'unreadable' || poll === 'unreadable' || watch === poll) return null;
  const object = poll === 'gone' ? watch : poll;
  if (object === 'gone' || !covered(object.namespace, subject, view, result)) return null;
  if (watch !== 'gone' && poll !== 'gone' && keyOf(watch) === keyOf(poll)) return null;
  return {
    view,
    subject,
    object,
    wordAt: word.at,
    watch: watch === 'gone' ? null : watch,
    poll: poll === 'gone' ? null : poll,
  };
}

function covered(namespace: string, subject: string, view: WatchView, result: PollResult): boolean {
  return view.covers(namespace, subject) && result.covers(namespace, subject);
}

function said(object: SafetyObject | null): Message {
  return object === null ? say('object-gone') : messageOf(object);
}

function over(subject: string, observedAt: number): Fact {
  return { subject, kind: 'disagreement', value: null, observedAt, source: SOURCE };
}
