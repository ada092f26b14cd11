/**
 * The journal in one SQLite file, synchronously: for a thread of its own. Write-ahead log, `synchronous = NORMAL`: a
 * process that is killed loses what it had not handed over yet, and nothing that was committed; a power cut may take the
 * last commits with it, whole ones, and leaves the file sound (SQLite, WAL mode).
 */
import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import type { Hole } from '#lib/wire/changes.ts';
import type { Batch, PostureEntry, StoredChanges } from './entry.ts';
import type { Remembered, StoredPosture } from './journal.ts';
import { Row } from './row.ts';
import { migrate } from './schema.ts';

/** Judged each second: a longer time without is one in which nobody watched. */
const WATCHED_GAP_MS = 5_000;
const NOT_RUNNING = 'the console was not running, or did not judge';
/** SQLite's words for a file that is none of its own, or damaged. */
const DAMAGED = /not a database|malformed|disk image|file is encrypted|corrupt/i;

export class JournalDatabase {
  readonly #database: DatabaseSync;
  readonly #judge: string;
  readonly #prepared = new Map<string, StatementSync>();

  private constructor(database: DatabaseSync, judge: string) {
    this.#database = database;
    this.#judge = judge;
  }

  /**
   * Opens the file, or makes it. One that is damaged is set aside under another name, which is told.
   * @param judge the version of the judge whose postures will be kept.
   * @throws Error where the file cannot be used at all.
   */
  static open(
    file: string,
    judge: string,
    now: number,
  ): { database: JournalDatabase; setAside: string | null } {
    try {
      return { database: new JournalDatabase(prepare(file), judge), setAside: null };
    } catch (error) {
      if (!(error instanceof Error) || !DAMAGED.test(error.message)) throw error;
      const aside = `${file}.damaged-${new Date(now).toISOString().replaceAll(':', '')}`;
      for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, aside + end);
      return { database: new JournalDatabase(prepare(file), judge), setAside: aside };
    }
  }

  /** All of it, or nothing. @throws what SQLite says, e.g. that the disk is full. */
  write({ postures, judged }: Batch): void {
    this.#all(() => {
      for (const posture of postures) this.#keep(posture);
      if (judged !== null) this.#watched(judged.at, judged.carry);
    });
  }

  /** A time of which something could not be kept. */
  writeHole(from: number, to: number, why: string): void {
    this.#run('INSERT OR REPLACE INTO hole (started, ended, why) VALUES (?, ?, ?)', from, to, why);
  }

  #all(write: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #keep({ at, id, outcome, worst, json }: PostureEntry): void {
    this.#run(
      'INSERT OR REPLACE INTO posture (at, id, hash, judge, outcome, worst, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
      at,
      id,
      hashOf(json),
      this.#judge,
      outcome,
      worst,
      deflateRawSync(json),
    );
  }

  #watched(at: number, carry: string): void {
    const last = this.#span(at);
    if (last !== null && at - last.seen <= WATCHED_GAP_MS)
      this.#run('UPDATE watched SET seen = max(seen, ?) WHERE started = ?', at, last.started);
    else this.#run('INSERT OR REPLACE INTO watched (started, seen) VALUES (?, ?)', at, at);
    this.#run('INSERT OR REPLACE INTO carry (one, at, body) VALUES (1, ?, ?)', at, deflateRawSync(carry));
  }

  /** What was carried last, as JSON; null where nothing was. */
  carried(): { at: number; json: string } | null {
    const row = this.#get('SELECT at, body FROM carry');
    return row === null ? null : { at: row.number('at'), json: inflateRawSync(row.bytes('body')).toString() };
  }

  postureAt(at: number): Remembered {
    const row = this.#get(
      'SELECT at, hash, judge, body FROM posture WHERE at <= ? ORDER BY at DESC LIMIT 1',
      at,
    );
    const stored = row === null ? null : storedOf(row);
    return {
      stored,
      unobserved: this.#unobserved(at, stored?.at ?? null),
      previous:
        stored === null ? null : this.#time('SELECT max(at) AS at FROM posture WHERE at < ?', stored.at),
      next: this.#time('SELECT min(at) AS at FROM posture WHERE at > ?', at),
    };
  }

  #unobserved(at: number, publishedAt: number | null): string | null {
    const hole = this.#get('SELECT why FROM hole WHERE started <= ? AND ended >= ? LIMIT 1', at, at);
    if (hole !== null) return hole.text('why');
    const span = this.#span(at);
    const live = span !== null && at <= span.seen + WATCHED_GAP_MS;
    // A process that has just begun has said nothing yet: what another one said before it does not speak for it.
    return live && publishedAt !== null && publishedAt >= span.started - WATCHED_GAP_MS ? null : NOT_RUNNING;
  }

  changes(from: number, to: number, limit: number): StoredChanges {
    const rows = this.#rows(
      'SELECT at, id, outcome, worst FROM posture WHERE at >= ? AND at <= ? ORDER BY at LIMIT ?',
      from,
      to,
      limit,
    );
    const changes = rows.map((row) => ({
      at: iso(row.number('at')),
      id: row.text('id'),
      outcome: row.text('outcome'),
      worst: row.text('worst'),
    }));
    return { changes, holes: [...this.#gaps(from, to), ...this.#lost(from, to)] };
  }

  /** The times that are not within a span that was watched. */
  #gaps(from: number, to: number): Hole[] {
    const spans = this.#rows(
      'SELECT started, seen FROM watched WHERE seen >= ? AND started <= ? ORDER BY started',
      from,
      to,
    ).map(spanOf);
    const gaps: Hole[] = [];
    let known = from;
    for (const { started, seen } of [...spans, { started: to, seen: to }]) {
      if (started - known > WATCHED_GAP_MS)
        gaps.push({ from: iso(known), to: iso(started), why: NOT_RUNNING });
      known = Math.max(known, seen);
    }
    return gaps;
  }

  #lost(from: number, to: number): Hole[] {
    const sql = 'SELECT started, ended, why FROM hole WHERE ended >= ? AND started <= ? ORDER BY started';
    return this.#rows(sql, from, to).map((row) => ({
      from: iso(row.number('started')),
      to: iso(row.number('ended')),
      why: row.text('why'),
    }));
  }

  #span(at: number): Span | null {
    const row = this.#get(
      'SELECT started, seen FROM watched WHERE started <= ? ORDER BY started DESC LIMIT 1',
      at,
    );
    return row === null ? null : spanOf(row);
  }

  /** Drops what is older, at most so many postures at a time. True where there may be more. */
  prune(before: number, most: number): boolean {
    const { changes } = this.#statement(
      'DELETE FROM posture WHERE at IN (SELECT at FROM posture WHERE at < ? ORDER BY at LIMIT ?)',
    ).run(before, most);
    this.#run('DELETE FROM watched WHERE seen < ?', before);
    this.#run('DELETE FROM hole WHERE ended < ?', before);
    return Number(changes) === most;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    const held = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, held);
    return held;
  }

  #run(sql: string, ...values: (number | string | Uint8Array)[]): void {
    this.#statement(sql).run(...values);
  }

  #get(sql: string, ...values: number[]): Row | null {
    const row = this.#statement(sql).get(...values);
    return row === undefined ? null : new Row(row);
  }

  #rows(sql: string, ...values: number[]): Row[] {
    return this.#statement(sql)
      .all(...values)
      .map((row) => new Row(row));
  }

  #time(sql: string, at: number): number | null {
    return this.#get(sql, at)?.numberOrNull('at') ?? null;
  }
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

function storedOf(row: Row): StoredPosture {
  const json = inflateRawSync(row.bytes('body')).toString();
  return { at: row.number('at'), hash: row.text('hash'), judge: row.text('judge'), json };
}

interface Span {
  started: number;
  seen: number;
}

function spanOf(row: Row): Span {
  return { started: row.number('started'), seen: row.number('seen') };
}

/** SHA-256 of the canonical form of a JSON text (RFC 8785), in hex. */
export function hashOf(json: string): string {
  return createHash('sha256')
    .update(canonicalize(JSON.parse(json)) ?? '')
    .digest('hex');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
