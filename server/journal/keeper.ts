/**
 * What the journal's thread does with its orders, apart from the thread. A write that fails is told and tried again with
 * the next one; what was lost meanwhile becomes a hole as soon as anything can be written.
 */
import type { JournalDatabase } from './database.ts';
import type { Answer, Batch, Question, Told } from './entry.ts';

/** What mends a disk that cannot be written to, by SQLite's words for it. */
const REASONS: readonly (readonly [words: RegExp, why: string])[] = [
  [/full/i, 'the disk is full: make room in the folder of --data-dir'],
  [/readonly|read-only/i, 'the disk can be read only: the folder of --data-dir must be writable'],
  [/malformed|not a database|corrupt/i, 'the file is damaged: start the console anew, which sets it aside'],
];
/** As many postures are dropped at once, between two writes. */
const PRUNED_AT_ONCE = 50;
const DAY_MS = 86_400_000;

type Storage = Pick<JournalDatabase, 'write' | 'writeHole' | 'prune' | 'postureAt' | 'changes'>;

export class Keeper {
  readonly #database: Storage;
  readonly #tell: (told: Told) => void;
  readonly #keepMs: number;
  #failing: { since: number; why: string } | null = null;

  constructor(database: Storage, keepDays: number, tell: (told: Told) => void) {
    this.#database = database;
    this.#keepMs = keepDays * DAY_MS;
    this.#tell = tell;
  }

  write(batch: Batch): void {
    const at = batch.judged?.at ?? batch.postures.at(-1)?.at;
    if (at === undefined) return;
    try {
      this.#database.write(batch);
      this.#recover(at);
      this.#database.prune(at - this.#keepMs, PRUNED_AT_ONCE);
    } catch (error) {
      this.#fail(batch.postures[0]?.at ?? at, error);
    }
  }

  #recover(at: number): void {
    if (this.#failing === null) return;
    this.#database.writeHole(this.#failing.since, at, `could not be kept: ${this.#failing.why}`);
    this.#failing = null;
    this.#tell({ tell: 'state', state: { state: 'ok' } });
  }

  #fail(at: number, error: unknown): void {
    const why = whyOf(error);
    const since = this.#failing?.since ?? at;
    if (this.#failing?.why !== why) this.#tell({ tell: 'state', state: { state: 'failing', since, why } });
    this.#failing = { since, why };
  }

  answer(number: number, question: Question): void {
    try {
      this.#tell({ tell: 'answer', number, answer: this.#found(question) });
    } catch (error) {
      this.#tell({ tell: 'refused', number, why: whyOf(error) });
    }
  }

  #found(question: Question): Answer {
    if (question.ask === 'posture-at')
      return { to: 'posture-at', remembered: this.#database.postureAt(question.at) };
    const { from, to, limit } = question;
    return { to: 'changes', found: this.#database.changes(from, to, limit) };
  }
}

function whyOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? words;
}
