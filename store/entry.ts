/** What passes between the console and the thread that keeps its journal. Plain data. */

import type { Columns } from '#lib/series/columns.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import type { Hole } from '#lib/timeline/changes.ts';
import type { Document, Remembered, SeriesQuery, StoredPosture } from './journal.ts';
import type { Samples } from './series-store.ts';

/** A fact that is known now under a number; the number stands for whatever was told last under it. */
export interface FactNews {
  slot: number;
  /** JSON of the fact without its time; of a restless one the template of it. */
  text: string;
}

/** A fact in force. Times are epoch milliseconds. */
export interface FactInForce {
  slot: number;
  /** For the marks of its template; empty where it has none. */
  digits: string;
  observedAt: number;
  since: number;
}

/** A published posture, as it is told to the writer. */
export interface PostureEntry {
  at: number;
  id: string;
  outcome: string;
  worst: string;
  json: string;
  /** Digest of the plan that it was judged by. */
  plan: string;
  /** JSON of what else it follows from, without the facts. */
  ground: string;
  /** Facts that are news since the posture before. */
  news: FactNews[];
  /** In the order of the ledger. */
  facts: FactInForce[];
}

/** A judgement, whether it changed anything or not. */
export interface EvaluatedEntry {
  at: number;
  /** JSON of what is carried on. */
  evaluationState: string;
  news: FactNews[];
  /** When each fact in force was last confirmed; null where that is not due. */
  confirmed: FactInForce[] | null;
}

/** The plan and its runbooks as they were in force at `at`, epoch milliseconds. */
export interface TextsInForce {
  at: number;
  all: readonly Document[];
}

/** What is written at once: all of it or nothing. */
export interface Batch {
  postures: PostureEntry[];
  /** The last judgement before it was sent; null where none was. */
  evaluated: EvaluatedEntry | null;
  samples: Samples[];
  documents: readonly TextsInForce[];
  /** Times of which something was lost on the way. */
  holes: { from: number; to: number; why: string }[];
}

/** Changes as they are stored; their words are parsed by whoever shows them. */
export interface StoredChanges {
  changes: { at: string; id: string; outcome: string; worst: string }[];
  more: boolean;
  holes: Hole[];
}

/** What a posture follows from, as it is stored: JSON, each fact with its time put back. */
export interface StoredGround {
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
  | { to: 'ground-at'; found: StoredGround | null }
  | { to: 'changes'; found: StoredChanges }
  | { to: 'series'; found: Columns }
  | { to: 'minutes'; found: MinuteRun[][] };

export type Told =
  | { tell: 'open'; carried: { at: number; json: string } | null; setAside: string | null }
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

/** How long things are kept, in days. */
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
  /** The folder `lib` of the program, whose digest is the judge's version. */
  lib: string;
  now: number;
  keep: Keep;
}
