/** A moment of the past as a page shows it: the posture that was in force then, and the day around it. */

import type { Posture } from '../posture.ts';
import type { Changes } from './changes.ts';
import type { Difference } from './compare.ts';

/** What a moment is compared with: an instant in epoch milliseconds, its own facts evaluated again, or the change before it. */
export type Against = number | 'reevaluated' | null;

export interface Past {
  /** The moment that was asked for. */
  askedAt: string;
  /** As it was published; null where nothing is remembered, or where it is `unreadable`. */
  posture: Posture | null;
  /** It is remembered in a shape of an earlier version, that this page cannot show; the document can be read. */
  unreadable: boolean;
  /** SHA-256 of its canonical JSON, in hex. */
  hash: string | null;
  /** The version of the evaluation that gave it. */
  evaluationVersion: string | null;
  /** Why nothing was published at that very moment; null while the console watched. */
  unobserved: string | null;
  /** When the posture before that one and the one after it were published. */
  previous: string | null;
  next: string | null;
  /**
   * What differs from the posture that is compared with: of another moment (`at`), or what this program gives for
   * the same facts (`at` null). Null where there is nothing to compare with.
   */
  compared: { at: string | null; differences: Difference[] } | null;
  /** Other moments that it can be compared with. */
  others: { name: string; at: string }[];
  /** The changes of the session around it, from T-60 to half an hour after the close, or of its day in New York. */
  day: Changes;
}
