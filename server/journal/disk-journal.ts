/** The journal on disk, seen from the console: all of its work is done in a thread of its own. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Carry, parseCarry, type StoredCarry } from '#lib/judgement/carry.ts';
import { VERDICT_RANK, verdictSchema } from '#lib/vocabulary.ts';
import type { Change, Hole } from '#lib/wire/changes.ts';
import type { Posture } from '#lib/wire/posture.ts';
import { ConfigurationError } from '../configuration-error.ts';
import type { Answer, Batch, JournalOptions, Order, Question, Told } from './entry.ts';
import type { Journal, JournalState, Remembered } from './journal.ts';

/** What was said is handed over this often: no more of it can be lost. */
const HAND_OVER_MS = 250;
const ANSWER_MS = 5_000;
/** Handed over and not yet written: above this the thread is stuck, and what comes is not kept. */
const MOST_BEHIND = 40;

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class DiskJournal implements Journal {
  readonly carried: Journal['carried'];
  readonly setAside: string | null;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #state: JournalState = { state: 'ok' };
  #batch: Batch = { postures: [], judged: null };
  #timer: NodeJS.Timeout | null = null;
  #asked = 0;
  #closing = false;

  private constructor(worker: Worker, told: Told & { tell: 'open' }) {
    this.#worker = worker;
    this.carried = told.carried === null ? null : { at: told.carried.at, carry: carryOf(told.carried.json) };
    this.setAside = told.setAside;
    worker.on('message', (message: Told) => this.#hear(message));
    worker.on('error', (error) => this.#lost(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.#lost('its thread has ended'));
  }

  /** @throws ConfigurationError where the folder cannot be used, or another console uses it. */
  static async open(options: JournalOptions): Promise<DiskJournal> {
    const worker = new Worker(fileURLToPath(new URL('./journal-thread.ts', import.meta.url)), {
      workerData: options,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 },
    });
    worker.unref();
    const [told]: Told[] = await once(worker, 'message');
    if (told?.tell === 'open') return new DiskJournal(worker, told);
    const why = told?.tell === 'cannot-open' ? told.why : 'its thread does not answer';
    throw new ConfigurationError([`--data-dir ${options.folder}: ${why}`]);
  }

  published(posture: Posture): void {
    const { id, at, execution, agents, failures } = posture;
    const verdicts = [execution.verdict, ...agents.map((a) => a.verdict), ...failures.map((f) => f.verdict)];
    const worst = verdicts.reduce((a, b) => (VERDICT_RANK[b] < VERDICT_RANK[a] ? b : a));
    const entry = {
      at: Date.parse(at),
      id,
      outcome: execution.outcome,
      worst,
      json: JSON.stringify(posture),
    };
    this.#batch.postures.push(entry);
    this.#soon();
  }

  judged(at: number, carry: StoredCarry): void {
    this.#batch.judged = { at, carry: JSON.stringify(carry) };
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#handOver(), HAND_OVER_MS).unref();
  }

  #handOver(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#batch;
    this.#batch = { postures: [], judged: null };
    if (batch.postures.length > 0 || batch.judged !== null) this.#order({ order: 'write', batch });
  }

  #order(order: Order): void {
    this.#worker.postMessage(order);
  }

  async postureAt(at: number): Promise<Remembered> {
    const answer = await this.#ask({ ask: 'posture-at', at });
    if (answer.to !== 'posture-at') throw new Error('the journal answered another question');
    return answer.remembered;
  }

  async changes(from: number, to: number, limit: number): Promise<{ changes: Change[]; holes: Hole[] }> {
    const answer = await this.#ask({ ask: 'changes', from, to, limit });
    if (answer.to !== 'changes') throw new Error('the journal answered another question');
    const { changes, holes } = answer.found;
    return { changes: changes.map((c) => ({ ...c, worst: verdictSchema.parse(c.worst) })), holes };
  }

  /** What was said up to now is written before it is answered. */
  #ask(question: Question): Promise<Answer> {
    this.#handOver();
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting.reject(new Error('the journal does not answer')), ANSWER_MS);
      const done =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.#waiting.delete(number);
          then(value);
        };
      const waiting = { resolve: done(resolve), reject: done(reject) };
      this.#waiting.set(number, waiting);
      if (this.#waiting.size > MOST_BEHIND)
        waiting.reject(new Error('the journal is asked too much at once'));
      else this.#order({ order: 'answer', number, question });
    });
  }

  state(): JournalState {
    return this.#state;
  }

  #hear(told: Told): void {
    if (told.tell === 'state') this.#state = told.state;
    if (told.tell === 'answer') this.#waiting.get(told.number)?.resolve(told.answer);
    if (told.tell === 'refused') this.#waiting.get(told.number)?.reject(new Error(told.why));
  }

  #lost(why: string): void {
    if (this.#closing) return;
    this.#state = { state: 'failing', since: Date.now(), why };
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#handOver();
    this.#closing = true;
    this.#worker.ref();
    const ended = once(this.#worker, 'exit');
    this.#order({ order: 'close' });
    await ended;
  }
}

/** Null for what cannot be read. */
function carryOf(json: string): Carry | null {
  try {
    return parseCarry(JSON.parse(json));
  } catch {
    return null;
  }
}
