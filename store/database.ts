/**
 * The journal in one SQLite file, synchronously: for a thread of its own. Write-ahead log, `synchronous = NORMAL`: a
 * killed process loses only writes that it had not handed over yet, and no commit; a power cut may take the last
 * commits, whole ones, and leaves the file sound (SQLite, WAL mode).
 */

import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { instant } from '#lib/format/instant.ts';
import { type Columns, columnsOf } from '#lib/series/columns.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import type { Batch, EvaluatedEntry, Keep, StoredChanges, StoredInput } from './entry.ts';
import { FactStore } from './fact-store.ts';
import type { Document, Remembered, SeriesQuery, StoredPosture } from './journal.ts';
import { PostureStore } from './posture-store.ts';
import { migrate } from './schema.ts';
import { SeriesStore } from './series-store.ts';
import { Statements } from './statements.ts';

/** SQLite's error codes for a file of another format, or a damaged one. */
const DAMAGED = /not a database|malformed|disk image|file is encrypted|corrupt/i;
const DAY_MS = 86_400_000;
/** How often expired rows are deleted. */
const TIDY_EVERY_MS = 60_000;
/** The number of rows of a kind that are deleted at once, between two writes. */
const DROPPED_AT_ONCE = 200;

export class JournalDatabase {
  /** The last evaluation state, as JSON; null if there was none. */
  readonly saved: { at: number; json: string } | null;
  readonly #sql: Statements;
  readonly #keep: Keep;
  readonly #postures: PostureStore;
  readonly #facts: FactStore;
  readonly #series: SeriesStore;
  #tidiedAt = 0;

  /** @throws SQLite's error about the file. */
  constructor(file: string, evaluationVersion: string, keep: Keep) {
    this.#keep = keep;
    this.#sql = new Statements(prepare(file));
    try {
      this.#postures = new PostureStore(this.#sql, evaluationVersion);
      this.#facts = new FactStore(this.#sql);
      this.#series = new SeriesStore(this.#sql);
      const row = this.#sql.get('SELECT at, carry FROM latest');
      this.saved = row && { at: row.number('at'), json: inflateRawSync(row.bytes('carry')).toString() };
    } catch (error) {
      this.#sql.close();
      throw error;
    }
  }

  /**
   * Opens the file, or makes it. A damaged file is set aside under another name, which is reported.
   * @param evaluationVersion of the postures to keep.
   * @throws Error if the file cannot be used at all.
   */
  static open(
    file: string,
    evaluationVersion: string,
    now: number,
    keep: Keep,
  ): { database: JournalDatabase; setAside: string | null } {
    try {
      return { database: new JournalDatabase(file, evaluationVersion, keep), setAside: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
      const setAside = setFileAside(file, now);
      return { database: new JournalDatabase(file, evaluationVersion, keep), setAside };
    }
  }

  /** All of it, or nothing. @throws SQLite's error, e.g. that the disk is full. */
  write(batch: Batch): void {
    try {
      this.#sql.transaction(() => this.#put(batch));
    } catch (error) {
      this.#facts.forget();
      throw error;
    }
  }

  #put({ postures, evaluated, samples, documents, holes }: Batch): void {
    for (const { at, all } of documents) this.#facts.inForce(at, all);
    for (const posture of postures) {
      this.#facts.learn(posture.at, posture.news);
      this.#postures.keep(posture, this.#facts.packed(posture.at, posture.facts));
    }
    if (evaluated !== null) this.#evaluated(evaluated);
    for (const sample of samples) this.#series.write(sample);
    for (const { from, to, why } of holes) this.#postures.writeHole(from, to, why);
  }

  #evaluated({ at, evaluationState, news, confirmed }: EvaluatedEntry): void {
    this.#facts.learn(at, news);
    this.#postures.watched(at);
    const sql = 'INSERT OR REPLACE INTO latest (one, at, carry) VALUES (1, ?, ?)';
    this.#sql.run(sql, at, deflateRawSync(evaluationState, { level: 1 }));
    if (confirmed !== null) this.#facts.confirmed(at, confirmed);
    if (Math.abs(at - this.#tidiedAt) >= TIDY_EVERY_MS) this.#tidy(at);
  }

  #tidy(at: number): void {
    this.#tidiedAt = at;
    const before = at - this.#keep.days * DAY_MS;
    this.#postures.prune(before, DROPPED_AT_ONCE);
    this.#facts.prune(before, DROPPED_AT_ONCE);
    this.#series.prune(at - this.#keep.rawDays * DAY_MS, before, DROPPED_AT_ONCE);
  }

  writeHole(from: number, to: number, why: string): void {
    this.#postures.writeHole(from, to, why);
  }

  postureAt(at: number): Remembered {
    return this.#postures.at(at);
  }

  postureOf(at: number, id: string): StoredPosture | null {
    return this.#postures.of(at, id);
  }

  documents(kind: Document['kind'], from: number, to: number): Document[] {
    return this.#facts.documents(kind, from, to);
  }

  inputAt(at: number): StoredInput | null {
    return this.#facts.inputAt(at);
  }

  changes(from: number, to: number, limit: number): StoredChanges {
    return this.#postures.changes(from, to, limit);
  }

  series({ name, from, to, columns }: SeriesQuery): Columns {
    return columnsOf(this.#series.read(name, from, to, (to - from) / columns), from, to, columns);
  }

  minutes(names: readonly string[], from: number, to: number): MinuteRun[][] {
    return this.#series.minutes(names, from, to);
  }

  close(): void {
    this.#sql.close();
  }
}

/** True if the file itself is damaged. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && DAMAGED.test(error.message);
}

/** Renames the file, with the time in the new name. */
export function setFileAside(file: string, now: number): string {
  const aside = `${file}.damaged-${instant(now).replaceAll(':', '')}`;
  for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, aside + end);
  return aside;
}

function prepare(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -1024');
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
