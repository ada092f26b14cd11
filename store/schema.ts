/** The tables, by version: each step leads from the one before it. A step that shipped is never changed. */

import type { DatabaseSync } from 'node:sqlite';

const STEPS: readonly string[] = [
  `
  CREATE TABLE posture (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    judge TEXT NOT NULL,
    outcome TEXT NOT NULL,
    worst TEXT NOT NULL,
    -- JSON, deflated
    body BLOB NOT NULL,
    -- What it follows from: digest of the plan, JSON of the evaluation state before it and the console, facts by number; deflated.
    plan TEXT NOT NULL,
    ground BLOB NOT NULL,
    facts BLOB NOT NULL
  ) STRICT;
  CREATE INDEX posture_at ON posture (at, seq);
  -- Times through which a process evaluated each second, and when that process began.
  CREATE TABLE watched (seq INTEGER PRIMARY KEY, started INTEGER NOT NULL, seen INTEGER NOT NULL, process INTEGER NOT NULL) STRICT;
  CREATE INDEX watched_at ON watched (started, seen);
  -- Times of which something could not be kept.
  CREATE TABLE hole (seq INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER NOT NULL, why TEXT NOT NULL) STRICT;
  -- The evaluation state.
  CREATE TABLE latest (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL, carry BLOB NOT NULL) STRICT;
  -- When each fact in force was last confirmed.
  CREATE TABLE confirmed (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL, facts BLOB NOT NULL) STRICT;
  -- What sources said, each thing once, without the time.
  CREATE TABLE fact (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, last INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE INDEX fact_last ON fact (last);
  -- When what is known of a subject became another fact.
  CREATE TABLE fact_change (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, fact INTEGER NOT NULL) STRICT;
  CREATE INDEX fact_change_at ON fact_change (at);
  -- Plans and runbooks, each text once.
  CREATE TABLE document (kind TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (kind, name, digest)) STRICT;
  CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  -- Minutes on end of one state, of series of ones and zeros.
  CREATE TABLE run (series INTEGER NOT NULL, ended INTEGER NOT NULL, started INTEGER NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (series, ended)) STRICT, WITHOUT ROWID;
  -- Numbers over time, packed: a row holds one moment, or one bucket of step milliseconds, of up to 16 series.
  CREATE TABLE numbers (step INTEGER NOT NULL, shard INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (step, shard, at)) STRICT, WITHOUT ROWID;
  `,
];

/** Migrates a file to this program's version. @throws Error for a file of a later program. */
export function migrate(database: DatabaseSync, steps: readonly string[] = STEPS): void {
  const held = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (held > steps.length)
    throw new Error(
      `it was written by a later version of Mission Control (file ${held}, here ${steps.length})`,
    );
  for (const [i, step] of steps.entries()) {
    if (i < held) continue;
    database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${i + 1}; COMMIT`);
  }
}
