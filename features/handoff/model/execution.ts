/** The outcomes of broker execution through a shift, outcome by outcome. */

import { headlinePastOf } from '#lib/messages/status/execution.ts';
import { EXECUTION_OUTCOMES, type ExecutionOutcome } from '#lib/vocabulary.ts';
import type { ExecutionInterval } from '../document.ts';
import { IntervalTrack } from './interval-track.ts';
import type { Observation } from './shift.ts';

export class ExecutionRecorder {
  readonly #tracks: ReadonlyMap<ExecutionOutcome, IntervalTrack>;

  constructor(shiftFrom: number) {
    this.#tracks = new Map(EXECUTION_OUTCOMES.map((outcome) => [outcome, new IntervalTrack(shiftFrom)]));
  }

  observe(observation: Observation): void {
    const { outcome: current, since } = observation.published.execution;
    for (const [outcome, track] of this.#tracks)
      track.observe(observation, outcome === current ? Date.parse(since) : undefined);
  }

  end(to: number): void {
    for (const track of this.#tracks.values()) track.end(to);
  }

  /** The newest ones of each outcome, in the order of time. */
  intervals(): ExecutionInterval[] {
    return [...this.#tracks]
      .flatMap(([outcome, track]) =>
        track.newest.kept.map((interval) => ({
          ...interval,
          outcome,
          headline: headlinePastOf(outcome),
        })),
      )
      .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  }

  leftOut(): string[] {
    const all = [...this.#tracks.values()].reduce((sum, { newest }) => sum + newest.count, 0);
    const more = all - this.intervals().length;
    return more === 0 ? [] : [`${more} of ${all} outcomes of execution, each time counted`];
  }
}
