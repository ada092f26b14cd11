/** The evaluation state once the console's own clock was set: how long something lasted is not changed by that. */

import type { EvaluationState } from './state.ts';

/**
 * Every time that was taken by the console's clock moves with it, so that no timer comes due by the step. `now`: by the
 * clock as it is since.
 */
export function stepped(state: EvaluationState, byMs: number, now: number): EvaluationState {
  const moved = (at: number): number => Math.min(at + byMs, now);
  const maybe = (at: number | null): number | null => (at === null ? null : moved(at));
  const { pods, dropped } = state.executors;
  return {
    ...state,
    timers: mapped(state.timers, (timer) => ({ ...timer, since: moved(timer.since) })),
    rules: mapped(state.rules, (rule) => ({
      ...rule,
      since: moved(rule.since),
      lostAt: maybe(rule.lostAt),
      clearAt: maybe(rule.clearAt),
      pausedAt: maybe(rule.pausedAt),
    })),
    spells: mapped(state.spells, (spells) =>
      spells.map(({ from, to }) => ({ from: moved(from), to: moved(to) })),
    ),
    executors: {
      ...state.executors,
      pods: pods.map((pod) => ({ ...pod, goneAt: maybe(pod.goneAt) })),
      dropped: dropped === null ? null : { ...dropped, at: moved(dropped.at) },
    },
    images: state.images.map(([key, { digests, goneAt, moved: told }]) => [
      key,
      { digests, goneAt: maybe(goneAt), moved: told === null ? null : { ...told, at: moved(told.at) } },
    ]),
    steppedAt: now,
  };
}

function mapped<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): Map<string, T> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
