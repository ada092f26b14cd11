/** One look of a source at the mesh: what the oracle needs to know of it, and what it says when it comes back. */

import type { Fact } from '#lib/facts/fact.ts';
import type { Known } from './known.ts';

/** A question to the mesh and when its answer, or the lack of one, reached the console. */
export interface Observation {
  source: string;
  startedAt: number;
  arrivedAt: number;
  /** True if it came back whole: only then it is evidence. */
  whole: boolean;
  /** True if it was as prompt and complete as it should be. */
  clear: boolean;
  /** False if it was allowed to see only a part of what it was to look at. */
  wide: boolean;
}

/** Something that reaches the console: `says` gets what the sources have said until then. */
export interface Arrival {
  at: number;
  source: string;
  says: (known: Known) => Fact[];
}

/** All that one source does in one life of the console. */
export interface Feed {
  observations: Observation[];
  arrivals: Arrival[];
}
