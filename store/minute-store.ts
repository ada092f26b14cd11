/** Series of ones and zeros as runs of minutes, in the journal's file: a month that was up all through is one row. */

import type { Piece } from '#lib/series/columns.ts';
import { type MinuteRun, type MinuteState, minuteRuns } from '#lib/series/minutes.ts';
import type { Row } from './row.ts';
import type { Statements } from './statements.ts';

const STATES: readonly MinuteState[] = ['ones', 'some-zeros', 'zeros', 'unobserved'];

export class MinuteStore {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Writes a finished minute. The caller holds the transaction. */
  add(series: number, minute: Piece): void {
    for (const { from, to, state } of minuteRuns([minute])) {
      const longer = 'UPDATE run SET ended = ?1 WHERE series = ?2 AND ended = ?3 AND state = ?4';
      if (this.#sql.run(longer, to, series, from, state) > 0) continue;
      this.#sql.run(
        'INSERT OR REPLACE INTO run (series, started, ended, state) VALUES (?, ?, ?, ?)',
        series,
        from,
        to,
        state,
      );
    }
  }

  /** The runs of a series between two moments, oldest first. */
  read(series: number, from: number, to: number): MinuteRun[] {
    const sql =
      'SELECT started, ended, state FROM run WHERE series = ? AND ended > ? AND started < ? ORDER BY started';
    return this.#sql.rows(sql, series, from, to).map((row) => ({
      from: Math.max(from, row.number('started')),
      to: Math.min(to, row.number('ended')),
      state: stateOf(row),
    }));
  }

  prune(before: number): void {
    this.#sql.run('DELETE FROM run WHERE ended < ?', before);
  }
}

function stateOf(row: Row): MinuteState {
  const text = row.text('state');
  const state = STATES.find((known) => known === text);
  if (state === undefined)
    throw new Error(`the database disk image is malformed: no state of a minute is ${text}`);
  return state;
}
