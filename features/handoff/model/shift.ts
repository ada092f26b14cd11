/** Cuts a shift into observations: what was in force, for how long, while somebody watched. */

import { append, clip, type Gap, type Interval, merge } from '#lib/intervals.ts';
import type { Published } from './published.ts';

/** A time that was watched, and what was in force in it. */
export interface Observation extends Interval {
  readonly published: Published;
  /** When the watched time before it ended; null if there is none in the shift. Earlier than `from`: nobody watched between. */
  readonly before: number | null;
}

const NOTHING_KEPT = 'nothing is remembered of it';

/** Cuts a shift into observations, in order. Takes the postures oldest first, and holds none but the last. */
export class Watch {
  readonly #shift: Interval;
  readonly #holes: readonly Gap[];
  readonly #unwatched: readonly Interval[];
  readonly #observe: (observation: Observation) => void;
  /** Times without a known posture, beside the holes. */
  readonly #unknown: Gap[] = [];
  #inForce: Published | null = null;
  #why = NOTHING_KEPT;
  #cursor: number;
  #hole = 0;
  #before: number | null = null;

  /**
   * @param shift epoch milliseconds; `to` is not part of it.
   * @param holes times in which nothing was observed, or nothing could be kept. Outside of them the last posture is in force.
   */
  constructor(shift: Interval, holes: readonly Gap[], observe: (observation: Observation) => void) {
    this.#shift = shift;
    this.#cursor = shift.from;
    this.#holes = clip(holes, shift);
    this.#unwatched = merge(this.#holes);
    this.#observe = observe;
  }

  /** What was published at `at`; a text with the reason if that is not known. */
  take(at: number, published: Published | string): void {
    this.#reach(Math.min(at, this.#shift.to));
    this.#inForce = typeof published === 'string' ? null : published;
    if (typeof published === 'string') this.#why = published;
  }

  /** Ends the shift: the last posture was in force until now. Returns the unwatched times, in order. */
  end(): Gap[] {
    this.#reach(this.#shift.to);
    return [...this.#holes, ...this.#unknown].sort((a, b) => a.from - b.from);
  }

  #reach(until: number): void {
    while (this.#cursor < until) {
      const hole = this.#unwatched[this.#hole];
      if (hole !== undefined && hole.from <= this.#cursor) {
        if (hole.to <= until) this.#hole += 1;
        this.#cursor = Math.min(hole.to, until);
      } else this.#pass(Math.min(hole?.from ?? until, until));
    }
  }

  #pass(to: number): void {
    const from = this.#cursor;
    this.#cursor = to;
    if (this.#inForce === null)
      append(this.#unknown, { from, to, why: this.#why }, (a, b) => a.why === b.why);
    else {
      this.#observe({ from, to, published: this.#inForce, before: this.#before });
      this.#before = to;
    }
  }
}
