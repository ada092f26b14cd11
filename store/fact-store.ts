/** What sources said, each thing once, and which of it each posture follows from, in the journal's file. */

import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FactInForce, FactNews, StoredGround } from './entry.ts';
import type { Document } from './journal.ts';
import type { Row } from './row.ts';
import type { Statements } from './statements.ts';
import { filled } from './template.ts';

/** A fact in force as it is stored: which one, and how long before the judgement it was observed and began. */
type Placed = readonly [fact: number, observedBefore: number, sinceBefore: number, digits: string];

/** That a fact is still in force is noted in its own row when so much time has passed: a day loses nothing by it. */
const TOUCHED_MS = 86_400_000;

/** A text that is in force is noted as that so often at least. */
const NOTED_MS = 3_600_000;
/** More runbooks than a plan has. */
const MOST_DOCUMENTS = 500;

export class FactStore {
  readonly #sql: Statements;
  /** Which fact was told last under each slot. */
  #slots = new Map<number, number>();

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** What was told before is void, since not all of it could be kept. */
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

  /** The facts in force as they are stored. @throws Error where one is of a slot under which nothing was told. */
  packed(at: number, facts: readonly FactInForce[]): Uint8Array {
    const placed = facts.map(({ slot, observedAt, since, digits }): Placed => {
      const fact = this.#slots.get(slot);
      if (fact === undefined) throw new Error('a fact in force was never told');
      return [fact, at - observedAt, at - since, digits];
    });
    return deflateRawSync(JSON.stringify(placed), { level: 1 });
  }

  /** Facts in force are confirmed: they are not forgotten, however long ago they were news. */
  confirmed(at: number, facts: readonly FactInForce[]): void {
    const sql = 'INSERT OR REPLACE INTO confirmed (one, at, facts) VALUES (1, ?, ?)';
    this.#sql.run(sql, at, this.packed(at, facts));
    const ids = JSON.stringify([...new Set(this.#slots.values())]);
    const touch = 'UPDATE fact SET last = ? WHERE last < ? AND id IN (SELECT value FROM json_each(?))';
    this.#sql.run(touch, at, at - TOUCHED_MS, ids);
  }

  groundAt(at: number): StoredGround | null {
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

  /** Those that were in force in that span, in the order of their names. They are noted each hour while they are. */
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

  /** Drops what was last in force before, at most so many facts at a time; a fact is told of that late at most. */
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
