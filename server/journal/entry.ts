/** What passes between the console and the thread that keeps its journal. Plain data. */
import type { StoredCarry } from '#lib/judgement/carry.ts';
import type { Change, Hole } from '#lib/wire/changes.ts';
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

export type Question =
  | { ask: 'posture-at'; at: number }
  | { ask: 'changes'; from: number; to: number; limit: number };

export type Told =
  | { tell: 'open'; carried: { at: number; carry: StoredCarry } | null; setAside: string | null }
  | { tell: 'cannot-open'; why: string }
  | { tell: 'state'; state: JournalState }
  | { tell: 'answer'; number: number; answer: Answer }
  | { tell: 'refused'; number: number; why: string }
  | { tell: 'closed' };

export type Answer =
  | { to: 'posture-at'; remembered: Remembered }
  | { to: 'changes'; changes: Change[]; holes: Hole[] };

export type Order =
  | { order: 'write'; batch: Batch }
  | { order: 'answer'; number: number; question: Question }
  | { order: 'close' };
