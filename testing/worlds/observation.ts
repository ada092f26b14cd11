/** One look of a source at the mesh, as the network saw it: what the oracle needs to know of it. */

export interface Observation {
  source: string;
  /** When it was asked, and when its answer, or the lack of one, reached the console. */
  startedAt: number;
  arrivedAt: number;
  /** True if it came back whole: only then it is evidence. */
  whole: boolean;
  /** True if it was as prompt and complete as it should be. */
  clear: boolean;
  /** False if it was allowed to see only a part of what it was to look at. */
  wide: boolean;
}
