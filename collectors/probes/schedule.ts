/** Starts a task at fixed points of time, one at a time. */

import type { Clock } from '#platform/clock.ts';

/** A task that is started again and again. */
export interface Schedule {
  /** Changes the interval. What is left until the next point shrinks or grows with it, so that many stay spread. */
  pace: (intervalMs: number) => void;
  stop: () => void;
}

/**
 * The points are `phaseMs + n × intervalMs` after the start, so that delays do not add up. A point that comes while the
 * task still runs is skipped. `task` must not reject.
 */
export function startSchedule(
  clock: Clock,
  intervalMs: number,
  phaseMs: number,
  task: () => Promise<void>,
): Schedule {
  let every = intervalMs;
  let base = clock.monotonic() + phaseMs;
  let running = false;
  let point = -1;
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const passed = clock.monotonic() - base;
    // Counted, not computed from the time alone: a timer may fire a little early, and the first point is never late.
    point = point < 0 ? 0 : Math.max(point + 1, Math.ceil(passed / every));
    timer = setTimeout(fire, Math.max(0, point * every - passed));
    timer.unref();
  };
  const fire = (): void => {
    arm();
    if (running) return;
    running = true;
    void task().finally(() => {
      running = false;
    });
  };
  const pace = (ms: number): void => {
    if (ms === every) return;
    const now = clock.monotonic();
    const left = Math.max(0, base + point * every - now);
    base = now + (left * ms) / every;
    every = ms;
    point = -1;
    clearTimeout(timer);
    arm();
  };
  arm();
  return { pace, stop: () => clearTimeout(timer) };
}
