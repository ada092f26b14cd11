/**
 * The journal thread's work on its orders, apart from the thread. A failed write is reported, and becomes a hole as
 * soon as anything can be written.
 */

import { isDamage, type JournalDatabase } from './database.ts';
import type { Answer, Batch, Question, Told } from './entry.ts';

/** The fix for a disk that cannot be written to, by SQLite's error. */
const REASONS: readonly (readonly [words: RegExp, why: string])[] = [
  [/full/i, 'the disk is full: make room in the folder of --data-dir'],
  [/readonly|read-only/i, 'the disk can be read only: the folder of --data-dir must be writable'],
  [
    /unable to open|EACCES|EROFS|ENOSPC|permission/i,
    'the folder of --data-dir cannot be written to: it must be writable, with room left',
  ],
];

type Storage = Pick<
  JournalDatabase,
  | 'write'
  | 'writeHole'
  | 'postureAt'
  | 'postureOf'
  | 'documents'
  | 'inputAt'
  | 'changes'
  | 'series'
  | 'minutes'
>;

export class JournalWriter {
  readonly #database: Storage;
  readonly #tell: (told: Told) => void;
  #failing: { since: number; why: string } | null = null;

  constructor(database: Storage, tell: (told: Told) => void) {
    this.#database = database;
    this.#tell = tell;
  }

  /** @throws SQLite's error about a damaged file. */
  write(batch: Batch): void {
    const times = [...batch.postures.map((p) => p.at), batch.evaluated?.at ?? 0].filter((at) => at > 0);
    try {
      this.#database.write(batch);
      this.#recover(times.at(-1));
      this.#tell({ tell: 'written' });
    } catch (error) {
      if (isDamage(error)) throw error;
      const why = whyOf(error);
      const [since] = times;
      if (since !== undefined) this.#failing ??= { since, why };
      this.#tell({ tell: 'not-written', why });
    }
  }

  #recover(at: number | undefined): void {
    if (this.#failing === null || at === undefined) return;
    this.#database.writeHole(this.#failing.since, at, `could not be kept: ${this.#failing.why}`);
    this.#failing = null;
  }

  /** @throws SQLite's error about a damaged file. */
  answer(number: number, question: Question): void {
    try {
      this.#tell({ tell: 'answer', number, answer: this.#found(question) });
    } catch (error) {
      this.#tell({ tell: 'refused', number, why: whyOf(error) });
      if (isDamage(error)) throw error;
    }
  }

  #found(question: Question): Answer {
    const { ask } = question;
    if (ask === 'posture-at') return { to: ask, found: this.#database.postureAt(question.at) };
    if (ask === 'posture-of') return { to: ask, found: this.#database.postureOf(question.at, question.id) };
    if (ask === 'documents')
      return { to: ask, found: this.#database.documents(question.kind, question.from, question.to) };
    if (ask === 'ground-at') return { to: ask, found: this.#database.inputAt(question.at) };
    if (ask === 'series') return { to: ask, found: this.#database.series(question) };
    if (ask === 'minutes')
      return { to: ask, found: this.#database.minutes(question.names, question.from, question.to) };
    const { from, to, limit } = question;
    return { to: ask, found: this.#database.changes(from, to, limit) };
  }
}

export function whyOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? words;
}
