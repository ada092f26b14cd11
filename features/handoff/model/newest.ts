/** The newest so many of what comes in order: whatever flaps, what is held stays small. */
export class Newest<T> {
  /** Oldest first. */
  readonly kept: T[] = [];
  /** How many came in all. */
  count = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(one: T): void {
    this.count += 1;
    this.kept.push(one);
    if (this.kept.length > this.#most) this.kept.shift();
  }

  /** In words how many are left out, as a list that is empty where none is. */
  leftOut(what: string): string[] {
    const more = this.count - this.kept.length;
    return more === 0 ? [] : [`the first ${more} of ${this.count} ${what}`];
  }
}
