/** The looks of one source in the order of their arrival, searched by time: a long world has a hundred thousand. */

import type { Observation } from './observation.ts';

export class Sight {
  readonly #looks: readonly Observation[];
  /** Of each look: the index of the last one up to it that was not clear; -1: none. */
  readonly #unclear: Int32Array;
  /** Of each look: the earliest start among it and all that arrived later. */
  readonly #startsLater: Float64Array;

  constructor(looks: readonly Observation[]) {
    this.#looks = looks.toSorted((a, b) => a.arrivedAt - b.arrivedAt);
    this.#unclear = new Int32Array(looks.length);
    this.#startsLater = new Float64Array(looks.length);
    let unclear = -1;
    for (const [i, { clear }] of this.#looks.entries()) {
      if (!clear) unclear = i;
      this.#unclear[i] = unclear;
    }
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = looks.length - 1; i >= 0; i -= 1) {
      earliest = Math.min(earliest, this.#looks[i]?.startedAt ?? earliest);
      this.#startsLater[i] = earliest;
    }
  }

  /** True if a look that began at `from` or later had arrived by `to`, and is as wanted. */
  has(from: number, to: number, wanted: (look: Observation) => boolean): boolean {
    for (let i = this.#arrivedBy(to); i >= 0; i -= 1) {
      const look = this.#looks[i];
      if (look === undefined || look.arrivedAt < from) return false;
      if (look.startedAt >= from && wanted(look)) return true;
    }
    return false;
  }

  /** The first of the clear looks in a row, and the last, that began within an interval. */
  clearRow(from: number, at: number): { first: Observation; last: Observation } | null {
    const begun = (i: number): boolean => {
      const startedAt = this.#looks[i]?.startedAt ?? Number.NaN;
      return startedAt >= from && startedAt <= at;
    };
    const earliest = this.#arrivedBy(from - 1) + 1;
    let end = this.#begunBy(at);
    while (end >= earliest && !begun(end)) end -= 1;
    let unclear = this.#unclear[end] ?? -1;
    // One that was under way when the interval began counts for nothing.
    while (unclear >= earliest && !begun(unclear)) unclear = this.#unclear[unclear - 1] ?? -1;
    let begin = Math.max(unclear + 1, earliest);
    while (begin <= end && !begun(begin)) begin += 1;
    const [first, last] = [this.#looks[begin], this.#looks[end]];
    return begin > end || first === undefined || last === undefined ? null : { first, last };
  }

  /** The index of the last look that may have begun by then. */
  #begunBy(at: number): number {
    let i = this.#arrivedBy(at);
    while (i + 1 < this.#looks.length && (this.#startsLater[i + 1] ?? 0) <= at) i += 1;
    return i;
  }

  /** The index of the last look that had arrived by then; -1: none. */
  #arrivedBy(at: number): number {
    let [low, high] = [0, this.#looks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#looks[middle]?.arrivedAt ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
