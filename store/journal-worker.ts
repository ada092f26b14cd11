/** The journal's thread, from outside. */

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JournalOptions, Order, Told } from './entry.ts';

export class JournalWorker {
  onTold: (told: Told) => void = () => undefined;
  /** It ended without an order; why, as far as that is known. */
  onEnd: (why: string) => void = () => undefined;
  readonly #worker: Worker;
  #why = 'its thread has ended';

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (told: Told) => this.onTold(told));
    worker.on('error', (error) => {
      this.#why = `its thread has ended: ${error instanceof Error ? error.message : String(error)}`;
    });
    worker.on('exit', () => this.onEnd(this.#why));
  }

  /** Resolves with its first message: that the journal is open, or why it is not. */
  static async start({
    folder,
    file,
    lib,
    now,
    keep,
  }: JournalOptions): Promise<{ worker: JournalWorker; told: Told }> {
    const thread = new Worker(fileURLToPath(new URL('./journal-thread.ts', import.meta.url)), {
      workerData: { folder, file, lib, now, keep } satisfies JournalOptions,
      resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 1 },
    });
    thread.unref();
    const worker = new JournalWorker(thread);
    const told = await new Promise<Told>((resolve) => {
      worker.onTold = resolve;
      worker.onEnd = (why) => resolve({ tell: 'cannot-open', why, locked: false });
    });
    return { worker, told };
  }

  order(order: Order): void {
    this.#worker.postMessage(order);
  }

  /** Writes the rest and ends; by force if that takes longer. */
  async end(limitMs: number): Promise<void> {
    this.onEnd = () => undefined;
    this.#worker.ref();
    const ended = once(this.#worker, 'exit');
    this.order({ order: 'close' });
    const late = setTimeout(() => void this.#worker.terminate(), limitMs);
    await ended;
    clearTimeout(late);
  }
}
