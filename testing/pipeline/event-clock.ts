/**
 * Time that passes from event to event: while it is installed, timers fire when somebody lets time pass, and in between
 * nothing waits. Libraries of fake timers wait a millisecond of real time for each of them, and a simulated world has a thousand.
 */

interface Timer {
  at: number;
  order: number;
  everyMs: number | null;
  fire: () => void;
  cleared: boolean;
}

/** What replaces the timers of the process, and the time of day. */
const REPLACED = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] as const;
const afterPromises = setImmediate;
const ORIGINALS = { random: Math.random, now: Date.now };

/** As a timer of Node: callers may unref it. */
class Handle {
  readonly timer: Timer;
  constructor(timer: Timer) {
    this.timer = timer;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

export class EventClock {
  readonly #timers = new TimerHeap();
  readonly #before = new Map<string, unknown>();
  #now: number;
  #order = 0;

  /** `now`: epoch milliseconds. */
  constructor(now: number) {
    this.#now = now;
  }

  now = (): number => this.#now;
  monotonic = (): number => this.#now;

  /** `random`: in place of the process's own, so that pauses with jitter are the same each time. */
  install(random: () => number): void {
    const timers = {
      setTimeout: (fire: () => void, ms = 0) => this.#add(fire, ms, null),
      setInterval: (fire: () => void, ms = 0) => this.#add(fire, ms, Math.max(1, ms)),
      clearTimeout: (handle: unknown) => this.#clear(handle),
      clearInterval: (handle: unknown) => this.#clear(handle),
    };
    for (const name of REPLACED) {
      this.#before.set(name, Reflect.get(globalThis, name));
      Reflect.set(globalThis, name, timers[name]);
    }
    Date.now = this.now;
    Math.random = random;
  }

  uninstall(): void {
    for (const [name, value] of this.#before) Reflect.set(globalThis, name, value);
    this.#timers.clear();
    Date.now = ORIGINALS.now;
    Math.random = ORIGINALS.random;
  }

  /** Calls `fire` at an instant, or as soon as time passes. */
  at(instant: number, fire: () => void): void {
    this.#add(fire, instant - this.#now, null);
  }

  /** Lets time pass up to an instant, with everything that is due on the way, in order. */
  async passUntil(instant: number): Promise<void> {
    await settled();
    for (let timer = this.#timers.take(instant); timer !== null; timer = this.#timers.take(instant)) {
      this.#now = Math.max(this.#now, timer.at);
      if (timer.everyMs !== null) {
        timer.at += timer.everyMs;
        this.#timers.add(timer);
      }
      timer.fire();
      await settled();
    }
    this.#now = Math.max(this.#now, instant);
  }

  #add(fire: () => void, ms: number, everyMs: number | null): Handle {
    const timer = {
      at: this.#now + Math.max(1, Math.trunc(ms)),
      order: this.#order++,
      everyMs,
      fire,
      cleared: false,
    };
    this.#timers.add(timer);
    return new Handle(timer);
  }

  #clear(handle: unknown): void {
    if (handle instanceof Handle) handle.timer.cleared = true;
  }
}

/** Timers by their time, those of one instant in the order of their making; a cleared one is dropped when its time comes. */
class TimerHeap {
  readonly #heap: Timer[] = [];

  clear(): void {
    this.#heap.length = 0;
  }

  add(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#swapped(above, at)) return;
      at = above;
    }
  }

  /** The next one that is due by then. */
  take(until: number): Timer | null {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (!first.cleared && first.at > until) return null;
      this.#drop();
      if (!first.cleared) return first;
    }
    return null;
  }

  #drop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = this.#isBefore(right, left) ? right : left;
      if (!this.#swapped(at, least)) return;
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return one !== undefined;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  /** True if the lower one was to come first. */
  #swapped(above: number, below: number): boolean {
    const [one, other] = [this.#heap[above], this.#heap[below]];
    if (one === undefined || other === undefined || !this.#isBefore(below, above)) return false;
    this.#heap[above] = other;
    this.#heap[below] = one;
    return true;
  }
}

/** When every promise that could settle has settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => afterPromises(resolve));
}
