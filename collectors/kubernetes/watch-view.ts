/** The state by one watch alone: its last report on each object, and the time of it. */

import { isOlderVersion } from '#lib/facts/resource-version.ts';
import { type Kind, subjectOf } from './kinds.ts';
import type { SafetyObject, Word } from './safety-object.ts';

/** One collection: of a namespace or the whole cluster, or one named object of a namespace. */
export interface WatchScope {
  kind: Kind;
  namespace: string | null;
  name: string | null;
  /** The subject of its source status; the source of its facts. */
  source: string;
}

/** `at`: monotonic milliseconds. */
interface Heard {
  said: Word;
  at: number;
}

export class WatchView {
  readonly scope: WatchScope;
  /** A poll proved it wrong: it must be listed again. */
  readonly doubt: () => void;
  readonly #now: () => number;
  readonly #words = new Map<string, Heard>();
  /** When it was last listed; null while it is not watching, and then it reports nothing. */
  #listedAt: number | null = null;

  constructor(scope: WatchScope, now: () => number, doubt: () => void) {
    this.scope = scope;
    this.#now = now;
    this.doubt = doubt;
  }

  /** A complete list: objects missing from it do not exist. */
  listed(words: Iterable<readonly [subject: string, said: Word]>): void {
    const at = this.#now();
    this.#words.clear();
    for (const [subject, said] of words) this.#words.set(subject, { said, at });
    this.#listedAt = at;
  }

  /** An event. One with an older state than the known one, as a repeated event has, only shows life. */
  heard(subject: string, said: SafetyObject | 'unreadable'): void {
    const before = this.#words.get(subject)?.said;
    const late = isObject(before) && isObject(said) && isOlderVersion(said, before);
    this.#words.set(subject, { said: late ? before : said, at: this.#now() });
  }

  /** An event about an object that is known to be gone, as late ones are. */
  touched(subject: string): void {
    this.#words.set(subject, { said: this.#words.get(subject)?.said ?? 'gone', at: this.#now() });
  }

  deleted(subject: string, uid: string): void {
    const before = this.#words.get(subject)?.said;
    if (isObject(before) && before.uid !== uid) this.touched(subject);
    else this.#words.set(subject, { said: 'gone', at: this.#now() });
  }

  /** It is over: it reports nothing until it is listed again. */
  lost(): void {
    this.#listedAt = null;
  }

  /** Null while it does not watch. An object without any report did not exist when it was listed. */
  wordOf(subject: string): Heard | null {
    if (this.#listedAt === null) return null;
    return this.#words.get(subject) ?? { said: 'gone', at: this.#listedAt };
  }

  subjects(): Iterable<string> {
    return this.#words.keys();
  }

  covers(namespace: string, subject: string): boolean {
    const { kind, namespace: own, name } = this.scope;
    if (own !== null && own !== namespace) return false;
    return name === null || subject === subjectOf(kind.name, own ?? '', name);
  }

  /** Forgets deletions that every later read knows of. */
  prune(before: number): void {
    for (const [subject, { said, at }] of this.#words)
      if (said === 'gone' && at < before) this.#words.delete(subject);
  }
}

function isObject(said: Word | undefined): said is SafetyObject {
  return typeof said === 'object';
}
