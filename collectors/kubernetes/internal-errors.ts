/**
 * Internal errors of the console's own callbacks and mappers. None may end a watch, and none may go unnoticed: each
 * kind is logged once, and all are counted.
 */

import type { Logger } from 'pino';

/** Kinds beyond this limit are counted together, since messages that contain data could grow without end. */
const MAX_KINDS = 100;
const OTHERS = 'others';

export class InternalErrors {
  readonly #counts = new Map<string, number>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** `what`: the callback that failed, in a few words. */
  note(what: string, error: unknown): void {
    const full = `${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    const kind = this.#counts.has(full) || this.#counts.size < MAX_KINDS ? full : OTHERS;
    const before = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, before + 1);
    if (before === 0) this.#log.error({ err: error, what }, 'a callback failed; counted from now on');
  }

  /** The callback's result, or `otherwise` if it throws. */
  guard<T>(what: string, call: () => T, otherwise: T): T {
    try {
      return call();
    } catch (error) {
      this.note(what, error);
      return otherwise;
    }
  }

  /** The number of errors so far. */
  total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
