/** What is wrong with a watch although its collection is seen: told as the caveat of its sight until it is mended. */

import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Absorbed } from './known-objects.ts';

/** One silence can be chance; the second in a row says that nothing comes through although lists are answered. */
const SILENCES = 2;

export class WatchTrouble {
  #unreadable = 0;
  /** By subject what could not be read of the objects that are there; '' for those without a name. */
  readonly #malformed = new Map<string, Message>();
  /** Lines that could not be read, and silences, since the last line that could. */
  #badLines = 0;
  #silences = 0;

  /** All lines and objects so far that could not be read. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** True when an object was met whose name could not be read: what is there is then not known in full. */
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

  /** Lines could not be read lately, and none has been since: whether they can be is still to be proven. */
  get doubted(): boolean {
    return this.#badLines > 0;
  }

  /** A line came through and was read. */
  goodLine(): void {
    this.#badLines = 0;
    this.#silences = 0;
  }

  /** Null when nothing is wrong. */
  caveat(): Message | null {
    const [first] = this.#malformed.values();
    if (first !== undefined) return say('cause-malformed', { count: this.#malformed.size, first });
    if (this.#badLines > 0) return say('cause-bad-lines', { count: this.#badLines });
    return this.#silences >= SILENCES ? say('cause-stalled') : null;
  }
}
