/** Notices that the system's clock was set, by the clock that nobody sets. */

import type { Clock } from './clock.ts';

/** A wall clock that moved by more than this against the monotonic one was set; by less it is only held right. */
const STEP_MS = 2_000;

export class ClockSteps {
  readonly #clock: Clock;
  #offset: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.now() - clock.monotonic();
  }

  /** By how much the clock was set since the last call, in milliseconds; negative: back. 0: it was not. */
  moved(): number {
    const offset = this.#clock.now() - this.#clock.monotonic();
    const moved = offset - this.#offset;
    this.#offset = offset;
    return Math.abs(moved) > STEP_MS ? moved : 0;
  }
}
