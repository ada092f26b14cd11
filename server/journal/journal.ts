/**
 * What the console remembers of what it said: one interface, whatever keeps it. Writing never waits and never throws;
 * what could not be kept is a hole, and history says so. All times are epoch milliseconds by the console's clock.
 */
import type { Carry, StoredCarry } from '#lib/judgement/carry.ts';
import type { Change, Hole } from '#lib/wire/changes.ts';
import type { Posture } from '#lib/wire/posture.ts';

/** How the keeping goes. `why`: in words, with what mends it. */
export type JournalState = { state: 'ok' } | { state: 'failing'; since: number; why: string };

/** A posture as it was published, byte for byte. */
export interface StoredPosture {
  /** When it was published. */
  at: number;
  /** SHA-256, in hex, of its canonical JSON (RFC 8785). */
  hash: string;
  /** The version of the judge that gave it. */
  judge: string;
  /** JSON of the posture. */
  json: string;
}

/** What was in force at a moment. */
export interface Remembered {
  /** The last posture published by then; null where there is none. */
  stored: StoredPosture | null;
  /** Why nothing was published at that very moment; null while the console watched. */
  unobserved: string | null;
  /** When the posture before that one and the one after it were published. */
  previous: number | null;
  next: number | null;
}

export interface Journal {
  /** What judgement carried when the journal was last written; null: nothing is known of it, or it cannot be read. */
  readonly carried: { at: number; carry: Carry | null } | null;
  /** A file that could not be read and was set aside, if one was. */
  readonly setAside: string | null;
  /** A posture that was just published. */
  published(posture: Posture): void;
  /** The console is alive and judged at `at`, and carries this on. */
  judged(at: number, carry: StoredCarry): void;
  postureAt(at: number): Promise<Remembered>;
  /** Changes of posture from `from` until `to`, oldest first, at most `limit`, and the times without any. */
  changes(from: number, to: number, limit: number): Promise<{ changes: Change[]; holes: Hole[] }>;
  state(): JournalState;
  /** Writes what is left, and ends. */
  close(): Promise<void>;
}
