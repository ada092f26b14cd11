/**
 * What judgement carries from one judgement to the next: since when each condition has been what it is. Timers
 * belong to the condition; a restart that hands the carry over does not reset them.
 */

export type Carry = ReadonlyMap<string, { state: string; since: number }>;

export const EMPTY_CARRY: Carry = new Map();

/** Collects the next carry while judging; pure for its caller, who gets the finished map. */
export class CarryBook {
  readonly #before: Carry;
  readonly #next = new Map<string, { state: string; since: number }>();
  readonly #now: number;

  constructor(before: Carry, now: number) {
    this.#before = before;
    this.#now = now;
  }

  /** Since when `key` has been in `state`, epoch ms. `byEvidence` wins where the evidence itself tells. */
  since(key: string, state: string, byEvidence: number | null = null): number {
    const held = this.#before.get(key);
    const carried = held?.state === state ? held.since : this.#now;
    const since = byEvidence === null ? carried : Math.min(byEvidence, this.#now);
    this.#next.set(key, { state, since });
    return since;
  }

  finished(): Carry {
    return this.#next;
  }
}
