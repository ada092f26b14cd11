/**
 * Fate of a workload's containers in a drill. Everything else (a missing image, no room on a node, a failing
 * readiness probe) follows from the objects themselves.
 */
export type Fate =
  | {
      readonly kind: 'crashloop';
      /** Practice time (ms) from which the loop is counted, and the restarts that had happened by then. */
      readonly since: number;
      readonly restarts: number;
      readonly exitCode: number;
      readonly message: string;
    }
  | {
      /** It died and was started again; it runs since. */
      readonly kind: 'died';
      /** Practice time (ms) of the last death, and the restarts so far. */
      readonly at: number;
      readonly restarts: number;
      readonly exitCode: number;
      readonly reason: 'OOMKilled' | 'Error' | 'Completed';
      /** How long it ran before that; since its pod started when left out. */
      readonly ranMs?: number;
      readonly message?: string;
    };

/** A crash loop's period: the container runs for the last second of it and then ends again. */
export const CRASH_PERIOD_MS = 30_000;
export const CRASH_RUN_MS = 1_000;
