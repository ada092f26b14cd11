/**
 * The history of published postures: one interface for every backend. Writing never waits and never throws. A lost
 * write is a hole, and history says so. All times are epoch milliseconds by the console's clock.
 */

import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import type { Posture } from '#lib/posture.ts';
import type { Columns } from '#lib/series/columns.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import type { Change, Hole } from '#lib/timeline/changes.ts';
import type { EvaluationInputs } from '#platform/compose-posture.ts';
import type { Samples } from './series-store.ts';

/** The journal's health. `why`: in words, with the fix. `writtenAt`: the last successful write. */
export type JournalState =
  | { state: 'ok'; writtenAt: number | null }
  | { state: 'failing'; since: number; why: string; writtenAt: number | null };

/** A posture as it was published, byte for byte. */
export interface StoredPosture {
  /** When it was published. */
  at: number;
  /** SHA-256, in hex, of its canonical JSON (RFC 8785). */
  hash: string;
  /** The evaluation version that made it. */
  evaluationVersion: string;
  /** JSON of the posture. */
  json: string;
}

/** The state in force at an instant. */
export interface Remembered {
  /** The last posture published by then; null if there is none. */
  stored: StoredPosture | null;
  /** Why nothing was published at that very time; null while the console watched. */
  unobserved: string | null;
  /** When the posture before that one and the one after it were published. */
  previous: number | null;
  next: number | null;
}

/** The changes of an interval. `more`: there are others after the last one in the list. */
export interface FoundChanges {
  changes: Change[];
  more: boolean;
  holes: Hole[];
}

/** One series, from `from` until `to`, in so many columns. */
export interface SeriesQuery {
  name: string;
  from: number;
  to: number;
  columns: number;
}

/** A text that was in force: a plan, a runbook. */
export interface Document {
  kind: 'plan' | 'runbook';
  name: string;
  digest: string;
  text: string;
}

export interface Journal {
  /** The evaluation state when the journal was last written; null: none is known, or it cannot be read. */
  readonly saved: { at: number; evaluationState: EvaluationState | null } | null;
  /** A file that could not be read and was set aside, if there was one. */
  setAside(): string | null;
  /** A posture that was just published, and its inputs. */
  published(posture: Posture, inputs: EvaluationInputs): void;
  /** The console is alive, evaluated this ledger at `at`, and keeps this state. */
  evaluated(at: number, evaluationState: EvaluationState, ledger: Ledger): void;
  sampled(samples: Samples): void;
  /** These texts are in force now. */
  inForce(at: number, documents: readonly Document[]): void;
  postureAt(at: number): Promise<Remembered>;
  /** A posture of `changes`, by its time and its id; null if it has expired. */
  postureOf(at: number, id: string): Promise<StoredPosture | null>;
  /** The texts of this kind that were in force at any time from `from` until `to`, by their names. */
  documents(kind: Document['kind'], from: number, to: number): Promise<Document[]>;
  /** The inputs of the posture that was in force then; null if none is kept, or it cannot be read. */
  inputAt(at: number): Promise<{ at: number; input: EvaluationInputs } | null>;
  /** Changes of posture from `from` until `to`, oldest first, at most `limit`, and the times without any. */
  changes(from: number, to: number, limit: number): Promise<FoundChanges>;
  series(query: SeriesQuery): Promise<Columns>;
  /** Whole minutes of series of ones and zeros, in the order of their names. */
  minutes(names: readonly string[], from: number, to: number): Promise<MinuteRun[][]>;
  state(): JournalState;
  /** Writes the rest, and ends. */
  close(): Promise<void>;
}
