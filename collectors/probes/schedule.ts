/** Starts a task at fixed points of time, one at a time. */

import type { Clock } from '#platform/clock.ts';

/**
 * The points are `phaseMs + n × intervalMs` after the start, so that delays do not add up. A point that comes while the
 * task still runs is skipped. `task` must not reject. @returns a function that stops it.
 */
export function startSchedule(
  clock: Clock,
  intervalMs: number,
  phaseMs: number,
  task: () => Promise<void>,
): () => void {
  const base = clock.monotonic() + phaseMs;
  let running = false;
  let point = -1;
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const passed = clock.monotonic() - base;
    // Counted, not computed from the time alone: a timer may fire a little early, and the first point is never late.
    point = point < 0 ? 0 : Math.max(point + 1, Math.ceil(passed / intervalMs));
    timer = setTimeout(fire, Math.max(0, point * intervalMs - passed));
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
  arm();
  return () => clearTimeout(timer);
}
