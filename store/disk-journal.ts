/**
 * The journal on disk, from the console's side: a thread of its own does all the work. One batch is on its way at a
 * time, and is acknowledged. A thread that ends is restarted.
 */

import { type EvaluationState, parseState } from '#lib/evaluate/base/state.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import type { Posture } from '#lib/posture.ts';
import type { Columns } from '#lib/series/columns.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import { verdictSchema } from '#lib/vocabulary.ts';
import type { Clock } from '#platform/clock.ts';
import type { EvaluationInputs } from '#platform/compose-posture.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import type { Answer, JournalOptions, Question, StoredInput, Told } from './entry.ts';
import type {
  Document,
  FoundChanges,
  Journal,
  JournalState,
  Remembered,
  SeriesQuery,
  StoredPosture,
} from './journal.ts';
import { JournalWorker } from './journal-worker.ts';
import { Questions } from './questions.ts';
import { JournalQueue } from './queue.ts';
import { inputOf } from './replay.ts';
import type { Samples } from './series-store.ts';

/** How often new entries are handed over, and so the most that can be lost. */
const HAND_OVER_MS = 250;
/** A batch without an acknowledgement after this: the disk, or the thread, is stuck. */
const WRITE_MS = 5_000;
/** The pause before a thread that ended, or could not open its file, is restarted. */
const RESTART_MS = 10_000;
const CLOSE_MS = 1_000;

type Options = Omit<JournalOptions, 'now'> & { clock: Clock };

export class DiskJournal implements Journal {
  readonly saved: Journal['saved'];
  readonly #options: Options;
  readonly #queue = new JournalQueue();
  readonly #questions = new Questions();
  #worker: JournalWorker | null = null;
  #setAside: string | null = null;
  #failing: { since: number; why: string } | null = null;
  #writtenAt: number | null = null;
  /** When the batch on its way was sent, by the monotonic clock and by the console's. */
  #sent: { monotonic: number; at: number } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #restart: NodeJS.Timeout | null = null;
  readonly #waitForWrite: (() => void)[] = [];
  #closing = false;

  private constructor(options: Options, worker: JournalWorker, message: Told) {
    this.#options = options;
    this.saved = message.tell === 'open' && message.saved !== null ? savedOf(message.saved) : null;
    this.#adopt(worker, message);
  }

  /**
   * Opens the journal. If the disk refuses, the journal is one that fails, says why, and tries again.
   * @throws ConfigurationError if another console uses the folder.
   */
  static async open(options: Options): Promise<DiskJournal> {
    const { worker, told: message } = await JournalWorker.start({ ...options, now: options.clock.now() });
    if (message.tell === 'cannot-open' && message.locked)
      throw new ConfigurationError([`--data-dir ${options.folder}: ${message.why}`]);
    return new DiskJournal(options, worker, message);
  }

  #adopt(worker: JournalWorker, told: Told): void {
    if (told.tell !== 'open') {
      this.#lose(told.tell === 'cannot-open' ? told.why : 'its thread does not answer');
      return;
    }
    this.#worker = worker;
    this.#setAside = told.setAside ?? this.#setAside;
    this.#questions.ask = (number, question) => worker.order({ order: 'answer', number, question });
    worker.onTold = (message) => this.#hear(message);
    worker.onEnd = (why) => this.#lose(why);
    if (this.#failing !== null) this.#queue.lost(this.#failing.since, this.#now(), this.#failing.why);
    this.#failing = null;
    this.#soon();
  }

  published(posture: Posture, input: EvaluationInputs): void {
    this.#queue.published(posture, input);
    this.#soon();
  }

  evaluated(at: number, evaluationState: EvaluationState, ledger: Ledger): void {
    this.#queue.evaluated(at, evaluationState, ledger);
    this.#soon();
  }

  sampled(samples: Samples): void {
    this.#queue.sampled(samples);
    this.#soon();
  }

  inForce(at: number, documents: readonly Document[]): void {
    this.#queue.inForce(at, documents);
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#handOver(), HAND_OVER_MS).unref();
  }

  #handOver(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#worker === null || this.#sent !== null || this.#queue.empty) return;
    this.#sent = { monotonic: this.#options.clock.monotonic(), at: this.#now() };
    this.#worker.order({ order: 'write', batch: this.#queue.take() });
  }

  #hear(message: Told): void {
    if (message.tell === 'written') this.#written();
    if (message.tell === 'not-written') this.#refused(message.why);
    if (message.tell === 'damaged') this.#setAside = message.setAside;
    if (message.tell === 'answer') this.#questions.answered(message.number, message.answer);
    if (message.tell === 'refused') this.#questions.refused(message.number, message.why);
  }

  #written(): void {
    this.#writtenAt = this.#sent?.at ?? this.#writtenAt;
    this.#sent = null;
    this.#failing = null;
    this.#queue.kept();
    this.#wake();
    if (!this.#queue.empty) this.#soon();
  }

  #refused(why: string): void {
    this.#failing = { since: this.#failing?.since ?? this.#sent?.at ?? this.#now(), why };
    this.#sent = null;
    this.#queue.failed();
    this.#wake();
  }

  /** The thread is gone, or never started. Everything unacknowledged is lost. */
  #lose(why: string): void {
    if (this.#closing) return;
    this.#worker = null;
    this.#refused(why);
    this.#questions.refuseAll(why);
    this.#restart ??= setTimeout(() => void this.#startAnew(), RESTART_MS).unref();
  }

  async #startAnew(): Promise<void> {
    const { worker, told: message } = await JournalWorker.start({ ...this.#options, now: this.#now() });
    this.#restart = null;
    if (this.#closing) await worker.end(CLOSE_MS);
    else this.#adopt(worker, message);
  }

  state(): JournalState {
    const writtenAt = this.#writtenAt;
    const stuck = this.#sent !== null && this.#options.clock.monotonic() - this.#sent.monotonic > WRITE_MS;
    const failing =
      this.#failing ??
      (stuck && this.#sent ? { since: this.#sent.at, why: 'the disk does not answer' } : null);
    return failing === null ? { state: 'ok', writtenAt } : { state: 'failing', ...failing, writtenAt };
  }

  setAside(): string | null {
    return this.#setAside;
  }

  async postureAt(at: number): Promise<Remembered> {
    const answer = await this.#ask({ ask: 'posture-at', at });
    if (answer.to !== 'posture-at') throw other();
    return answer.found;
  }

  async postureOf(at: number, id: string): Promise<StoredPosture | null> {
    const answer = await this.#ask({ ask: 'posture-of', at, id });
    if (answer.to !== 'posture-of') throw other();
    return answer.found;
  }

  async documents(kind: Document['kind'], from: number, to: number): Promise<Document[]> {
    const answer = await this.#ask({ ask: 'documents', kind, from, to });
    if (answer.to !== 'documents') throw other();
    return answer.found;
  }

  async inputAt(at: number): Promise<{ at: number; input: EvaluationInputs } | null> {
    const answer = await this.#ask({ ask: 'ground-at', at });
    if (answer.to !== 'ground-at') throw other();
    const found: StoredInput | null = answer.found;
    const input = found === null ? null : inputOf(found);
    return found === null || input === null ? null : { at: found.at, input };
  }

  async changes(from: number, to: number, limit: number): Promise<FoundChanges> {
    const answer = await this.#ask({ ask: 'changes', from, to, limit });
    if (answer.to !== 'changes') throw other();
    const { changes, ...rest } = answer.found;
    return { ...rest, changes: changes.map((c) => ({ ...c, worst: verdictSchema.parse(c.worst) })) };
  }

  async series(query: SeriesQuery): Promise<Columns> {
    const answer = await this.#ask({ ask: 'series', ...query });
    if (answer.to !== 'series') throw other();
    return answer.found;
  }

  async minutes(names: readonly string[], from: number, to: number): Promise<MinuteRun[][]> {
    const answer = await this.#ask({ ask: 'minutes', names, from, to });
    if (answer.to !== 'minutes') throw other();
    return answer.found;
  }

  /** Earlier entries are handed over before the question. */
  async #ask(question: Question): Promise<Answer> {
    if (this.#sent !== null && !this.#queue.empty) await this.#answeredFor();
    this.#handOver();
    if (this.#worker === null) throw new Error(this.#failing?.why ?? 'it is not open');
    return await this.#questions.put(question);
  }

  /** Until the batch on its way is acknowledged, or is late. */
  #answeredFor(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, WRITE_MS).unref();
      this.#waitForWrite.push(resolve);
    });
  }

  #wake(): void {
    for (const wake of this.#waitForWrite.splice(0)) wake();
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#handOver();
    this.#closing = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
    await this.#worker?.end(CLOSE_MS);
  }

  #now(): number {
    return this.#options.clock.now();
  }
}

function other(): Error {
  return new Error('the journal answered another question');
}

/** The state is null if it cannot be read. */
function savedOf({ at, json }: { at: number; json: string }): {
  at: number;
  evaluationState: EvaluationState | null;
} {
  try {
    return { at, evaluationState: parseState(JSON.parse(json)) };
  } catch {
    return { at, evaluationState: null };
  }
}
