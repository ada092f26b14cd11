/** A small seeded generator of pseudo-random numbers, so that each world can be made again from its seed and index. */

export type Choices<T> = readonly [T, ...T[]];

/** Mixes a 32-bit number well (the finaliser of MurmurHash3). */
function mix(n: number): number {
  let h = n | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A stream of its own for each part of a world: without one part the others stay as they are. */
export function streamOf(seed: number, ...parts: readonly number[]): number {
  return parts.reduce((stream, part) => mix(stream ^ mix(part + 0x9e3779b9)), mix(seed));
}

export class Random {
  #state: number;

  /** `seed` and `stream`: whole numbers; each pair gives another sequence. */
  constructor(seed: number, stream: number) {
    this.#state = mix(mix(seed) ^ mix(stream + 0x9e3779b9));
  }

  /** In [0, 1) (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: Choices<T>): T {
    return items[this.int(0, items.length - 1)] ?? items[0];
  }

  /** One of several by its weight. */
  weighted<T extends { readonly weight: number }>(items: Choices<T>): T {
    const total = items.reduce((sum, item) => sum + item.weight, 0);
    let left = this.next() * total;
    for (const item of items) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return items[0];
  }
}
