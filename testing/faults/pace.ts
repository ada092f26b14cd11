/** How quickly a run of the fault table goes: as the console ships, or with shorter intervals, to be quick. */

/** Intervals by source; a fault names the source that must notice it. */
export type Interval = 'poll' | 'probe' | 'silence' | 'page';

export interface Pace {
  name: 'quick' | 'default';
  /** Faults that are tried at the same time, each on a mesh and a console of its own. */
  lanes: number;
  /** For `--timings`; null: as the console has them. */
  timings: Readonly<Record<string, number>> | null;
  /** Replacements in the text of the plan: what it says of intervals. */
  plan: readonly (readonly [from: string, to: string])[];
  bookmarkSeconds: number;
  /** Milliseconds between two looks. */
  intervals: Readonly<Record<Interval, number>>;
  /** Observation time of each fault after its report. */
  holdMs: number;
}

export const DEFAULT_PACE: Pace = {
  name: 'default',
  lanes: 4,
  timings: null,
  plan: [],
  bookmarkSeconds: 10,
  intervals: { poll: 3_000, probe: 1_000, silence: 15_000, page: 1_000 },
  holdMs: 8_000,
};

export const QUICK_PACE: Pace = {
  name: 'quick',
  lanes: 4,
  timings: {
    listTimeout: 2_000,
    watchSeconds: 2,
    watchSilence: 2_500,
    pollEvery: 1_000,
    pollTimeout: 1_500,
    statusEvery: 1_000,
    retryEvery: 500,
    scopeRetryEvery: 1_000,
    backoffFirst: 100,
    backoffLast: 500,
  },
  plan: [
    ['proofLimitSeconds: 10', 'proofLimitSeconds: 4'],
    ['clearSeconds: 30', 'clearSeconds: 0'],
    ['percent: 50', 'percent: 100'],
  ],
  bookmarkSeconds: 0.8,
  intervals: { poll: 1_000, probe: 1_000, silence: 2_500, page: 1_000 },
  holdMs: 600,
};

const LEAST_BOUND_MS = 5_000;

/** Time limit for the report of a fault: twice the interval of its source, and at least 5 s. */
export function boundMs(pace: Pace, interval: Interval): number {
  return Math.max(2 * pace.intervals[interval], LEAST_BOUND_MS);
}
