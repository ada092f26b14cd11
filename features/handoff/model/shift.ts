/** A shift, told posture by posture, as sightings: what was in force for how long, as far as somebody watched. */

import { append, clip, type Gap, type Interval, merge } from '#lib/intervals.ts';
import type { Told } from './observation.ts';

/** A time that was watched, and what was in force in it. */
export interface Sighting extends Interval {
  readonly told: Told;
  /** When the watched time before it ended; null where there is none in the shift. Before `from`: nobody watched between. */
  readonly before: number | null;
}

const NOTHING_KEPT = 'nothing is remembered of it';

/** Cuts a shift into sightings, in order. Takes the postures oldest first, and holds none but the last. */
export class Watch {
  readonly #shift: Interval;
  readonly #holes: readonly Gap[];
  readonly #unwatched: readonly Interval[];
  readonly #see: (sighting: Sighting) => void;
  /** Times of which no posture can be told, beside the holes. */
  readonly #untold: Gap[] = [];
  #inForce: Told | null = null;
  #why = NOTHING_KEPT;
  #cursor: number;
  #hole = 0;
  #before: number | null = null;

  /**
   * @param shift epoch milliseconds; `to` is not part of it.
   * @param holes times in which nothing was observed, or nothing could be kept. Outside of them the last posture is in force.
   */
  constructor(shift: Interval, holes: readonly Gap[], see: (sighting: Sighting) => void) {
    this.#shift = shift;
    this.#cursor = shift.from;
    this.#holes = clip(holes, shift);
    this.#unwatched = merge(this.#holes);
    this.#see = see;
  }

  /** What was published at `at`; a text where it cannot be told, with why. */
  take(at: number, told: Told | string): void {
    this.#reach(Math.min(at, this.#shift.to));
    this.#inForce = typeof told === 'string' ? null : told;
    if (typeof told === 'string') this.#why = told;
  }

  /** Ends the shift: what was in force last was so until now. The times that nobody watched, in order. */
  end(): Gap[] {
    this.#reach(this.#shift.to);
    return [...this.#holes, ...this.#untold].sort((a, b) => a.from - b.from);
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
    if (this.#inForce === null) append(this.#untold, { from, to, why: this.#why }, (a, b) => a.why === b.why);
    else {
      this.#see({ from, to, told: this.#inForce, before: this.#before });
      this.#before = to;
    }
  }
}
