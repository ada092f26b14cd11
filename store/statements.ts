/** Statements of one SQLite file, prepared once each, and its transactions. */

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Row } from './row.ts';

type Value = number | string | Uint8Array | null;

export class Statements {
  readonly database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** The number of changed rows. @throws SQLite's error, as all of these do. */
  run(sql: string, ...values: Value[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  get(sql: string, ...values: Value[]): Row | null {
    const row = this.#statement(sql).get(...values);
    return row === undefined ? null : new Row(row);
  }

  rows(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql)
      .all(...values)
      .map((row) => new Row(row));
  }

  /** All of it, or nothing. */
  transaction(write: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#prepared.clear();
    this.database.close();
  }

  #statement(sql: string): StatementSync {
    const held = this.#prepared.get(sql) ?? this.database.prepare(sql);
    this.#prepared.set(sql, held);
    return held;
  }
}
