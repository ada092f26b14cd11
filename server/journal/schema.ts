/** The tables, by version: each step leads from the one before it. A step that shipped is never changed. */
import type { DatabaseSync } from 'node:sqlite';

const STEPS: readonly string[] = [
  `
  CREATE TABLE posture (
    at INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    judge TEXT NOT NULL,
    outcome TEXT NOT NULL,
    worst TEXT NOT NULL,
    -- JSON, deflated
    body BLOB NOT NULL
  ) STRICT;
  -- Times through which the console judged each second.
  CREATE TABLE watched (started INTEGER PRIMARY KEY, seen INTEGER NOT NULL) STRICT;
  -- Times of which something could not be kept.
  CREATE TABLE hole (started INTEGER PRIMARY KEY, ended INTEGER NOT NULL, why TEXT NOT NULL) STRICT;
  CREATE TABLE carry (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
  `,
];

/** Brings a file to the version that this program writes. @throws Error for one that a later program wrote. */
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
