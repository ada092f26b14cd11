/** What passes between the console and the thread that keeps its journal. Plain data. */
import type { Hole } from '#lib/wire/changes.ts';
import type { JournalState, Remembered } from './journal.ts';

/** A published posture, as it is told to the writer. */
export interface PostureEntry {
  at: number;
  id: string;
  outcome: string;
  worst: string;
  json: string;
}

/** What is written at once: all of it or nothing. */
export interface Batch {
  postures: PostureEntry[];
  /** The last judgement before it was sent; null where none was. */
  judged: { at: number; carry: string } | null;
}

/** Changes as they are stored; their words are parsed by whoever shows them. */
export interface StoredChanges {
  changes: { at: string; id: string; outcome: string; worst: string }[];
  holes: Hole[];
}

export type Question =
  | { ask: 'posture-at'; at: number }
  | { ask: 'changes'; from: number; to: number; limit: number };

export type Told =
  | { tell: 'open'; carried: { at: number; json: string } | null; setAside: string | null }
  | { tell: 'cannot-open'; why: string }
  | { tell: 'state'; state: JournalState }
  | { tell: 'answer'; number: number; answer: Answer }
  | { tell: 'refused'; number: number; why: string }
  | { tell: 'closed' };

export type Answer = { to: 'posture-at'; remembered: Remembered } | { to: 'changes'; found: StoredChanges };

export type Order =
  | { order: 'write'; batch: Batch }
  | { order: 'answer'; number: number; question: Question }
  | { order: 'close' };

export interface JournalOptions {
  /** The data folder; it exists and may be written to. */
  folder: string;
  /** Name of the file in it. */
  file: string;
  /** The folder `lib` of the program, whose digest is the judge's version. */
  lib: string;
  now: number;
  /** What is older is dropped. */
  keepDays: number;
}
