import { reconcile } from './controllers/registry.ts';
import { secondly } from './controllers/secondly.ts';
import type { World } from './world.ts';

/** Makes time pass in a world: controllers run after each change, agents and schedules once a second. */
export class Runner {
  readonly #world: World;
  readonly #unsubscribe: () => void;
  #wake: { at: number; timer: NodeJS.Timeout } | undefined;
  #seconds: NodeJS.Timeout | undefined;
  #busy = false;
  #minute: number;

  constructor(world: World) {
    this.#world = world;
    this.#minute = Math.floor(world.now() / 60_000);
    this.#unsubscribe = world.store.subscribe((kind) => {
      if (kind !== 'Event') this.#wakeIn(0);
    });
  }

  start(): void {
    this.#seconds = setInterval(() => this.second(), 1000);
  }

  stop(): void {
    clearInterval(this.#seconds);
    clearTimeout(this.#wake?.timer);
    this.#unsubscribe();
  }

  /** One second of the world. */
  second(): void {
    this.#minute = secondly(this.#world, this.#minute);
    this.reconcile();
  }

  /** Runs the controllers until nothing changes, and asks to be woken when the next pod is due. */
  reconcile(): void {
    clearTimeout(this.#wake?.timer);
    this.#wake = undefined;
    this.#busy = true;
    const due = reconcile(this.#world);
    this.#busy = false;
    if (due !== undefined) this.#wakeIn(Math.max(1, due - this.#world.now()));
  }

  #wakeIn(ms: number): void {
    if (this.#busy || this.#world.settling) return;
    const at = this.#world.now() + ms;
    if (this.#wake !== undefined && this.#wake.at <= at) return;
    clearTimeout(this.#wake?.timer);
    this.#wake = { at, timer: setTimeout(() => this.reconcile(), ms) };
  }
}
