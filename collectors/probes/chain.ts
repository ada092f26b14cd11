/**
 * The paths of a probe to ask now. Builds differ in where they report their heartbeat. The first path is the
 * contract's; the others are asked only if the one before answers without evidence. The path that answered is
 * remembered.
 */

/** How long a path that is not the first one is asked alone, before the first is tried again. */
const LOOK_AGAIN_MS = 60_000;
/** How often all paths are tried while none has evidence: a known old build is not asked three times a second. */
const WALK_EVERY_MS = 5_000;
/** Nor at each question, where it is asked less often. */
const WALK_EVERY_NTH = 5;

/** The most requests that a question at so many paths costs on average. */
export function costOf(paths: number): number {
  return 1 + (paths - 1) / WALK_EVERY_NTH;
}

/** The memory of one instance of a probe: reset when its pod changes. */
export class Chain {
  readonly #length: number;
  #answered = 0;
  #walkedAt = Number.NEGATIVE_INFINITY;
  /** How often it is asked. */
  everyMs = 0;

  /** `length`: how many paths there are, the first one included. */
  constructor(length: number) {
    this.#length = length;
  }

  /** The indexes of the paths to ask at `now` (monotonic ms), one after the other until one has evidence. */
  order(now: number): number[] {
    const all = Array.from({ length: this.#length }, (_, i) => i);
    const since = now - this.#walkedAt;
    if (this.#answered === 0)
      return since >= Math.max(WALK_EVERY_MS, WALK_EVERY_NTH * this.everyMs) ? all : [0];
    if (since >= LOOK_AGAIN_MS) return all;
    return [this.#answered, ...all.filter((i) => i !== this.#answered)];
  }

  /** `asked` were asked at `now`, in this order; the last one had evidence, or none had. */
  learn(asked: readonly number[], hasEvidence: boolean, now: number): void {
    const last = asked.at(-1) ?? 0;
    this.#answered = hasEvidence ? last : 0;
    if (asked.length > 1) this.#walkedAt = now;
  }
}
