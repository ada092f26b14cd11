/** Published facts, each once, and which of them each posture depends on, in the journal's file. */

import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FactInForce, FactNews, StoredInput } from './entry.ts';
import type { Document } from './journal.ts';
import type { Row } from './row.ts';
import type { Statements } from './statements.ts';
import { filled } from './template.ts';

/** A fact in force as it is stored: its slot, and how long before the evaluation it was observed and began. */
type Placed = readonly [fact: number, observedBefore: number, sinceBefore: number, digits: string];

/** A fact's row is marked as still in force at most once in this time; `prune` allows for it. */
const TOUCHED_MS = 86_400_000;

/** A text in force is marked as that at least this often. */
const NOTED_MS = 3_600_000;
/** More runbooks than a plan has. */
const MOST_DOCUMENTS = 500;

export class FactStore {
  readonly #sql: Statements;
  /** The fact that was last written under each slot. */
  #slots = new Map<number, number>();

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Earlier numbers are void, since not all of them could be kept. */
  forget(): void {
    this.#slots = new Map();
  }

  learn(at: number, news: readonly FactNews[]): void {
    for (const { slot, text } of news) {
      const fact = this.#idOf(text, at);
      if (this.#slots.get(slot) === fact) continue;
      this.#slots.set(slot, fact);
      this.#sql.run('INSERT INTO fact_change (at, fact) VALUES (?, ?)', at, fact);
    }
  }

  #idOf(text: string, at: number): number {
    const row = this.#sql.get(
      `INSERT INTO fact (digest, last, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (digest) DO UPDATE SET last = max(last, ?2) RETURNING id`,
      createHash('sha256').update(text).digest(),
      at,
      deflateRawSync(text),
    );
    return row?.number('id') ?? 0;
  }

  /** The facts in force as they are stored. @throws Error if one is of an unknown slot. */
  packed(at: number, facts: readonly FactInForce[]): Uint8Array {
    const placed = facts.map(({ slot, observedAt, since, digits }): Placed => {
      const fact = this.#slots.get(slot);
      if (fact === undefined) throw new Error('a fact in force was never told');
      return [fact, at - observedAt, at - since, digits];
    });
    return deflateRawSync(JSON.stringify(placed), { level: 1 });
  }

  /** Confirms facts in force: they are not deleted, however old they are. */
  confirmed(at: number, facts: readonly FactInForce[]): void {
    const sql = 'INSERT OR REPLACE INTO confirmed (one, at, facts) VALUES (1, ?, ?)';
    this.#sql.run(sql, at, this.packed(at, facts));
    const ids = JSON.stringify([...new Set(this.#slots.values())]);
    const touch = 'UPDATE fact SET last = ? WHERE last < ? AND id IN (SELECT value FROM json_each(?))';
    this.#sql.run(touch, at, at - TOUCHED_MS, ids);
  }

  inputAt(at: number): StoredInput | null {
    const row = this.#sql.get(
      'SELECT at, ground, facts, plan FROM posture WHERE at <= ? ORDER BY at DESC, seq DESC LIMIT 1',
      at,
    );
    if (row === null) return null;
    const evaluatedAt = row.number('at');
    return {
      at: evaluatedAt,
      head: inflated(row, 'ground'),
      plan: this.#text('plan', row.text('plan')),
      facts: placedOf(inflated(row, 'facts')).map(([fact, observedBefore, sinceBefore, digits]) => ({
        json: filled({ text: this.#factText(fact), digits }),
        observedAt: evaluatedAt - observedBefore,
        since: evaluatedAt - sinceBefore,
      })),
    };
  }

  #factText(id: number): string {
    const row = this.#sql.get('SELECT body FROM fact WHERE id = ?', id);
    if (row === null) throw new Error('a fact that the posture follows from is kept no longer');
    return inflated(row, 'body');
  }

  #text(kind: Document['kind'], digest: string): string | null {
    const row = this.#sql.get('SELECT body FROM document WHERE kind = ? AND digest = ?', kind, digest);
    return row === null ? null : inflated(row, 'body');
  }

  /** These texts are in force at `at`. */
  inForce(at: number, documents: readonly Document[]): void {
    for (const { kind, name, digest, text } of documents)
      this.#sql.run(
        `INSERT INTO document (kind, name, digest, first, last, body) VALUES (?1, ?2, ?3, ?4, ?4, ?5)
           ON CONFLICT (kind, name, digest) DO UPDATE SET last = max(last, ?4)`,
        kind,
        name,
        digest,
        at,
        deflateRawSync(text),
      );
  }

  /** Those in force in that interval, in the order of their names. They are noted each hour while they are. */
  documents(kind: Document['kind'], from: number, to: number): Document[] {
    const sql = `SELECT name, digest, body FROM document
      WHERE kind = ? AND first <= ? AND last >= ? ORDER BY name, digest LIMIT ?`;
    return this.#sql.rows(sql, kind, to, from - NOTED_MS, MOST_DOCUMENTS).map((row) => ({
      kind,
      name: row.text('name'),
      digest: row.text('digest'),
      text: inflated(row, 'body'),
    }));
  }

  /** Deletes facts that were last in force before, at most this many at a time; a fact is marked that late at most. */
  prune(before: number, most: number): void {
    this.#sql.run('DELETE FROM fact_change WHERE at < ?', before);
    const unused = 'DELETE FROM fact WHERE id IN (SELECT id FROM fact WHERE last < ? LIMIT ?)';
    this.#sql.run(unused, before - 2 * TOUCHED_MS, most);
    this.#sql.run('DELETE FROM document WHERE last < ?', before);
  }
}

function inflated(row: Row, field: string): string {
  return inflateRawSync(row.bytes(field)).toString();
}

function placedOf(json: string): Placed[] {
  const placed: Placed[] = JSON.parse(json);
  return placed;
}
