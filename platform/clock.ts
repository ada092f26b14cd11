/** The one clock of the process, passed to every user of the time. */
export interface Clock {
  /** Epoch milliseconds, the `--clock-offset` included. */
  now(): number;
  /** Milliseconds of a clock that never steps: for durations only. */
  monotonic(): number;
}

/** @param offsetSeconds added to the system's clock, as a practice mesh with its own time of day needs. */
export function makeClock(offsetSeconds: number): Clock {
  const offset = offsetSeconds * 1000;
  return { now: () => Date.now() + offset, monotonic: () => performance.now() };
}
