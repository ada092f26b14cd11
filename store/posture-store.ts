/** Published postures, watched intervals and lost writes, in the journal's file. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { instant } from '#lib/format/instant.ts';
import type { Hole } from '#lib/timeline/changes.ts';
import { hashOf } from './canonical-hash.ts';
import type { PostureEntry, StoredChanges } from './entry.ts';
import type { Remembered, StoredPosture } from './journal.ts';
import type { Row } from './row.ts';
import type { Statements } from './statements.ts';

/** Evaluations run each second: a longer time without one is unwatched. */
const WATCHED_GAP_MS = 5_000;
/** The last evaluation of a process that ended counts until the next one would have come. */
const LAST_WORD_MS = 1_500;
const NOT_RUNNING = 'the console was not running, or did not evaluate';

export class PostureStore {
  readonly #sql: Statements;
  readonly #evaluationVersion: string;
  /** When this process began to evaluate; null before it did. */
  #process: number | null = null;

  /** @param evaluationVersion of the postures to keep. */
  constructor(sql: Statements, evaluationVersion: string) {
    this.#sql = sql;
    this.#evaluationVersion = evaluationVersion;
  }

  /** @param facts its facts, packed. A posture that is kept already is not kept again. */
  keep({ at, id, outcome, worst, json, plan, input }: PostureEntry, facts: Uint8Array): void {
    this.#process ??= at;
    const hash = hashOf(json);
    // By its hash too: another process may have published the same in the same millisecond, and each document is
    // evidence.
    const kept = 'SELECT seq FROM posture WHERE at = ? AND id = ? AND hash = ?';
    if (this.#sql.get(kept, at, id, hash) !== null) return;
    this.#sql.run(
      `INSERT INTO posture (at, id, hash, judge, outcome, worst, body, plan, ground, facts)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      at,
      id,
      hash,
      this.#evaluationVersion,
      outcome,
      worst,
      deflateRawSync(json),
      plan,
      deflateRawSync(input),
      facts,
    );
  }

  /** An evaluation ran at `at`. */
  watched(at: number): void {
    const process = this.#process ?? at;
    this.#process = process;
    const last = this.#sql.get(
      'SELECT seq, seen FROM watched WHERE process = ? ORDER BY seq DESC LIMIT 1',
      process,
    );
    const seen = last?.number('seen') ?? null;
    if (last !== null && seen !== null && at - seen <= WATCHED_GAP_MS)
      this.#sql.run('UPDATE watched SET seen = max(seen, ?) WHERE seq = ?', at, last.number('seq'));
    else {
      const started = last === null ? process : at;
      this.#sql.run('INSERT INTO watched (started, seen, process) VALUES (?, ?, ?)', started, at, process);
    }
  }

  /** A time with a lost write. */
  writeHole(from: number, to: number, why: string): void {
    this.#sql.run('INSERT INTO hole (started, ended, why) VALUES (?, ?, ?)', from, to, why);
  }

  at(at: number): Remembered {
    const row = this.#sql.get(
      'SELECT seq, at, hash, judge, body FROM posture WHERE at <= ? ORDER BY at DESC, seq DESC LIMIT 1',
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

  of(at: number, id: string): StoredPosture | null {
    const sql = 'SELECT at, hash, judge, body FROM posture WHERE at = ? AND id = ?';
    const row = this.#sql.get(sql, at, id);
    return row === null ? null : storedOf(row);
  }

  #unobserved(at: number, publishedAt: number | null): string | null {
    const hole = this.#sql.get('SELECT why FROM hole WHERE started <= ? AND ended >= ? LIMIT 1', at, at);
    if (hole !== null) return hole.text('why');
    const interval = this.#sql.get(
      'SELECT process FROM watched WHERE started <= ? AND seen >= ? ORDER BY seq DESC LIMIT 1',
      at,
      at - LAST_WORD_MS,
    );
    // A process that has just begun has published nothing yet: the posture of an earlier process does not count for it.
    const live = interval !== null && publishedAt !== null && publishedAt >= interval.number('process');
    return live ? null : NOT_RUNNING;
  }

  changes(from: number, to: number, limit: number): StoredChanges {
    const rows = this.#sql.rows(
      'SELECT at, id, outcome, worst FROM posture WHERE at >= ? AND at <= ? ORDER BY at, seq LIMIT ?',
      from,
      to,
      limit + 1,
    );
    const changes = rows.slice(0, limit).map((row) => ({
      at: instant(row.number('at')),
      id: row.text('id'),
      outcome: row.text('outcome'),
      worst: row.text('worst'),
    }));
    const lost = this.#lost(from, to);
    const holes = [...this.#gaps(from, to, lost), ...lost].sort((a, b) => (a.from < b.from ? -1 : 1));
    return { changes, more: rows.length > limit, holes };
  }

  /** The times outside of all watched intervals that are not yet listed. */
  #gaps(from: number, to: number, told: readonly Hole[]): Hole[] {
    const watched = this.#sql
      .rows('SELECT started, seen FROM watched WHERE seen >= ? AND started <= ? ORDER BY started', from, to)
      .map((row) => ({ started: row.number('started'), seen: row.number('seen') + LAST_WORD_MS }));
    const intervals = [
      ...watched,
      ...told.map((hole) => ({ started: Date.parse(hole.from), seen: Date.parse(hole.to) })),
    ].sort((a, b) => a.started - b.started);
    const gaps: Hole[] = [];
    let known = from;
    for (const { started, seen } of [...intervals, { started: to, seen: to }]) {
      if (started > known) gaps.push({ from: instant(known), to: instant(started), why: NOT_RUNNING });
      known = Math.max(known, seen);
    }
    return gaps;
  }

  #lost(from: number, to: number): Hole[] {
    const sql = 'SELECT started, ended, why FROM hole WHERE ended >= ? AND started <= ? ORDER BY started';
    return this.#sql.rows(sql, from, to).map((row) => ({
      from: instant(row.number('started')),
      to: instant(row.number('ended')),
      why: row.text('why'),
    }));
  }

  /** Deletes older rows, at most this many postures at a time. */
  prune(before: number, most: number): void {
    this.#sql.run(
      'DELETE FROM posture WHERE seq IN (SELECT seq FROM posture WHERE at < ? ORDER BY at LIMIT ?)',
      before,
      most,
    );
    this.#sql.run('DELETE FROM watched WHERE seen < ?', before);
    this.#sql.run('DELETE FROM hole WHERE ended < ?', before);
  }

  #time(sql: string, at: number): number | null {
    return this.#sql.get(sql, at)?.numberOrNull('at') ?? null;
  }
}

function storedOf(row: Row): StoredPosture {
  const json = inflateRawSync(row.bytes('body')).toString();
  return { at: row.number('at'), hash: row.text('hash'), evaluationVersion: row.text('judge'), json };
}
