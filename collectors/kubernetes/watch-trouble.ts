/** Problems of a watch whose collection is available: reported as the cause of its source status until they are fixed. */

import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Absorbed } from './known-objects.ts';

/** One silence can be chance; the second in a row means that nothing comes through although lists are answered. */
const SILENCES = 2;

export class WatchTrouble {
  #unreadable = 0;
  /** By subject the problem of each existing object that could not be read; '' for those without a name. */
  readonly #malformed = new Map<string, Message>();
  /** Unreadable lines and silences since the last line that could be read. */
  #badLines = 0;
  #silences = 0;

  /** All lines and objects so far that could not be read. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** True if an object was found whose name could not be read: the collection is then incomplete. */
  get nameless(): boolean {
    return this.#malformed.has('');
  }

  listed(taken: readonly Absorbed[]): void {
    this.#malformed.clear();
    for (const absorbed of taken) this.took(absorbed);
  }

  took({ subject, malformed }: Absorbed): void {
    if (malformed !== null) {
      this.#unreadable += 1;
      this.#malformed.set(subject ?? '', malformed);
    } else if (subject !== null) this.#malformed.delete(subject);
  }

  gone(subject: string): void {
    this.#malformed.delete(subject);
  }

  badLine(): void {
    this.#unreadable += 1;
    this.#badLines += 1;
  }

  silence(): void {
    this.#silences += 1;
  }

  /** Recent lines could not be read, and none has been read since: the watch is still to be proven. */
  get doubted(): boolean {
    return this.#badLines > 0;
  }

  /** A line came through and was read. */
  goodLine(): void {
    this.#badLines = 0;
    this.#silences = 0;
  }

  /** Null if nothing is wrong. */
  caveat(): Message | null {
    const [first] = this.#malformed.values();
    if (first !== undefined) return say('cause-malformed', { count: this.#malformed.size, first });
    if (this.#badLines > 0) return say('cause-bad-lines', { count: this.#badLines });
    return this.#silences >= SILENCES ? say('cause-stalled') : null;
  }
}
