/** Bounds how many requests begin in a second, whatever their number: nobody who is asked may suffer from it. */

import type { Clock } from '#platform/clock.ts';

const SECOND_MS = 1_000;

interface Waiting {
  begin: (may: boolean) => void;
  signal: AbortSignal;
}

/** Turns are given in the order in which they are asked for, so that everybody comes to it. */
export class Turns {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #perSecond: number;
  /** When the last ones began, monotonic ms; at most `perSecond` of them. */
  readonly #begun: number[] = [];
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(clock: Pick<Clock, 'monotonic'>, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** True when its turn has come, false if it was stopped before. */
  take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((begin) => {
      this.#waiting.push({ begin, signal });
      this.#give();
    });
  }

  #give(): void {
    this.#waiting = this.#waiting.filter(({ begin, signal }) => {
      if (signal.aborted) begin(false);
      return !signal.aborted;
    });
    while (this.#waiting.length > 0 && this.#freeInMs() === 0) {
      this.#begun.push(this.#clock.monotonic());
      this.#waiting.shift()?.begin(true);
    }
    if (this.#waiting.length === 0 || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#give();
    }, this.#freeInMs());
    this.#timer.unref();
  }

  #freeInMs(): number {
    const now = this.#clock.monotonic();
    while (this.#begun.length > this.#perSecond) this.#begun.shift();
    const [oldest] = this.#begun;
    if (oldest === undefined || this.#begun.length < this.#perSecond) return 0;
    return Math.max(0, Math.ceil(oldest + SECOND_MS - now));
  }
}
