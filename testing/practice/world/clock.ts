/** The practice mesh's own clock: real time shifted by a fixed number of seconds. */
export class PracticeClock {
  readonly offsetSeconds: number;

  constructor(offsetSeconds: number) {
    this.offsetSeconds = offsetSeconds;
  }

  /** Practice time in milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offsetSeconds * 1000;
  }

  /** Practice time as Kubernetes writes it (whole seconds, UTC), `secondsAgo` before now. */
  stamp(secondsAgo = 0): string {
    return stampOf(this.now() - secondsAgo * 1000);
  }
}

/** Milliseconds since the epoch as `2026-01-07T12:00:00Z`: Kubernetes times carry no fraction. */
export function stampOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
