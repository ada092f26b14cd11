/**
 * Time that passes from event to event: while it is installed, timers fire when somebody lets time pass, and in between
 * nothing waits. Libraries of fake timers wait a millisecond of real time for each of them, and a simulated world has a thousand.
 */

interface Timer {
  at: number;
  order: number;
  everyMs: number | null;
  fire: () => void;
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
  readonly #timers = new Set<Timer>();
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
    for (let timer = this.#next(instant); timer !== null; timer = this.#next(instant)) {
      this.#now = Math.max(this.#now, timer.at);
      if (timer.everyMs === null) this.#timers.delete(timer);
      else timer.at += timer.everyMs;
      timer.fire();
      await settled();
    }
    this.#now = Math.max(this.#now, instant);
  }

  #add(fire: () => void, ms: number, everyMs: number | null): Handle {
    const timer = { at: this.#now + Math.max(1, Math.trunc(ms)), order: this.#order++, everyMs, fire };
    this.#timers.add(timer);
    return new Handle(timer);
  }

  #clear(handle: unknown): void {
    if (handle instanceof Handle) this.#timers.delete(handle.timer);
  }

  #next(until: number): Timer | null {
    let found: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.at > until) continue;
      if (found === null || timer.at < found.at || (timer.at === found.at && timer.order < found.order))
        found = timer;
    }
    return found;
  }
}

/** When every promise that could settle has settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => afterPromises(resolve));
}
