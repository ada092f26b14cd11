/** Intervals and limits, in milliseconds. */
export interface Timings {
  /** Of one page of a list. */
  listTimeout: number;
  /**
   * How long the API server is asked to keep a watch open, in seconds. It is shorter than `watchSilence`, since the
   * server sends a bookmark shortly before it ends a watch. So the watch of a quiet collection shows life in time.
   */
  watchSeconds: number;
  /** The same while it is doubted that its lines can be read: the bookmark at its end is the line that proves it. */
  proveSeconds: number;
  /** A watch without a line for this long is presumed dead. */
  watchSilence: number;
  pollEvery: number;
  /** Of one request of a poll. */
  pollTimeout: number;
  /** Each source repeats its status at least this often. */
  statusEvery: number;
  versionEvery: number;
  /** How often it is asked if a namespace of the plan is there. */
  namespaceEvery: number;
  /**
   * How often the served kinds are asked for, the pause after an answer that left out what may matter, and after none:
   * until it is answered execution is not proven off.
   */
  discoveryEvery: number;
  discoveryPart: number;
  discoveryRetry: number;
  /**
   * The pause before a version that could not be read is asked for again, and before a refused cluster-wide list is
   * retried.
   */
  retryEvery: number;
  scopeRetryEvery: number;
  /** How often the own permissions are reviewed, and the pause after a review that was not answered. */
  reviewEvery: number;
  reviewRetry: number;
  backoffFirst: number;
  backoffLast: number;
}

export const DEFAULT_TIMINGS: Timings = {
  listTimeout: 5_000,
  watchSeconds: 20,
  proveSeconds: 4,
  watchSilence: 30_000,
  pollEvery: 3_000,
  pollTimeout: 2_500,
  statusEvery: 5_000,
  versionEvery: 30_000,
  namespaceEvery: 30_000,
  discoveryEvery: 30_000,
  discoveryPart: 5_000,
  discoveryRetry: 1_000,
  retryEvery: 2_000,
  scopeRetryEvery: 5_000,
  reviewEvery: 3_600_000,
  reviewRetry: 30_000,
  backoffFirst: 200,
  backoffLast: 5_000,
};

/** Exponential with jitter, so that many consoles do not come back at once. */
export function backoff(failures: number, timings: Timings): number {
  const full = Math.min(timings.backoffLast, timings.backoffFirst * 2 ** Math.max(0, failures - 1));
  return full * (0.5 + Math.random() / 2);
}
