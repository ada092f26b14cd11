/** The messages between the console and the journal's thread. Plain data. */

import type { Columns } from '#lib/series/columns.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import type { Hole } from '#lib/timeline/changes.ts';
import type { Document, Remembered, SeriesQuery, StoredPosture } from './journal.ts';
import type { Samples } from './series-store.ts';

/** A known fact under a number; the number stands for the latest one written under it. */
export interface FactNews {
  slot: number;
  /** JSON of the fact without its time; of a changing one its template. */
  text: string;
}

/** A fact in force. Times are epoch milliseconds. */
export interface FactInForce {
  slot: number;
  /** For the marks of its template; empty if it has none. */
  digits: string;
  observedAt: number;
  since: number;
}

/** A published posture, as it is sent to the writer. */
export interface PostureEntry {
  at: number;
  id: string;
  outcome: string;
  worst: string;
  json: string;
  /** Digest of its plan. */
  plan: string;
  /** JSON of its other inputs, without the facts. */
  input: string;
  /** Facts that are new since the posture before. */
  news: FactNews[];
  /** In the order of the ledger. */
  facts: FactInForce[];
}

/** An evaluation, changed or not. */
export interface EvaluatedEntry {
  at: number;
  /** JSON of the next evaluation state. */
  evaluationState: string;
  news: FactNews[];
  /** When each fact in force was last confirmed; null if that is not due. */
  confirmed: FactInForce[] | null;
}

/** The plan and its runbooks as they were in force at `at`, epoch milliseconds. */
export interface TextsInForce {
  at: number;
  all: readonly Document[];
}

/** One transaction: all of it or nothing. */
export interface Batch {
  postures: PostureEntry[];
  /** The last evaluation before it was sent; null if there was none. */
  evaluated: EvaluatedEntry | null;
  samples: Samples[];
  documents: readonly TextsInForce[];
  /** Times with a lost write. */
  holes: { from: number; to: number; why: string }[];
}

/** Changes as they are stored; the reader that shows them parses their words. */
export interface StoredChanges {
  changes: { at: string; id: string; outcome: string; worst: string }[];
  more: boolean;
  holes: Hole[];
}

/** The inputs of a posture, as stored: JSON, each fact with its time filled in. */
export interface StoredInput {
  at: number;
  /** JSON of it without the facts. */
  head: string;
  plan: string | null;
  facts: { json: string; observedAt: number; since: number }[];
}

export type Question =
  | { ask: 'posture-at'; at: number }
  | { ask: 'posture-of'; at: number; id: string }
  | { ask: 'documents'; kind: Document['kind']; from: number; to: number }
  | { ask: 'ground-at'; at: number }
  | { ask: 'changes'; from: number; to: number; limit: number }
  | ({ ask: 'series' } & SeriesQuery)
  | { ask: 'minutes'; names: readonly string[]; from: number; to: number };

export type Answer =
  | { to: 'posture-at'; found: Remembered }
  | { to: 'posture-of'; found: StoredPosture | null }
  | { to: 'documents'; found: Document[] }
  | { to: 'ground-at'; found: StoredInput | null }
  | { to: 'changes'; found: StoredChanges }
  | { to: 'series'; found: Columns }
  | { to: 'minutes'; found: MinuteRun[][] };

export type Told =
  | { tell: 'open'; saved: { at: number; json: string } | null; setAside: string | null }
  | { tell: 'cannot-open'; why: string; locked: boolean }
  | { tell: 'written' }
  | { tell: 'not-written'; why: string }
  | { tell: 'damaged'; setAside: string }
  | { tell: 'answer'; number: number; answer: Answer }
  | { tell: 'refused'; number: number; why: string }
  | { tell: 'closed' };

export type Order =
  | { order: 'write'; batch: Batch }
  | { order: 'answer'; number: number; question: Question }
  | { order: 'close' };

/** Retention, in days. */
export interface Keep {
  /** Samples as they came. */
  rawDays: number;
  /** Postures, rollups, facts, plans and runbooks. */
  days: number;
}

export interface JournalOptions {
  /** The data folder. */
  folder: string;
  /** Name of the file in it. */
  file: string;
  /** The program's `lib` folder, whose digest is the evaluation version. */
  lib: string;
  now: number;
  keep: Keep;
}
