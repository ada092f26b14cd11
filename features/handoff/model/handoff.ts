/** What one person on call hands to the next, from what was published in the shift. Pure. */

import { instant } from '#lib/format/instant.ts';
import type { Gap, Interval } from '#lib/intervals.ts';
import type { HandedShift } from '../document.ts';
import { CadenceRecorder } from './cadence.ts';
import { ChangeRecorder } from './changes.ts';
import { ExecutionRecorder } from './execution.ts';
import { Newest } from './newest.ts';
import type { Published } from './published.ts';
import { RuleRecorder } from './rules.ts';
import { type Observation, Watch } from './shift.ts';
import { summaryOf } from './summary.ts';

/** So many unwatched times are listed; all are summed. */
const MOST_GAPS = 100;

/**
 * Takes what was published one by one, oldest first: the posture in force when the shift began, and all until its end.
 * What it holds does not grow with their number.
 */
export class HandoffRecorder {
  readonly #shift: Interval;
  readonly #watch: Watch;
  readonly #execution: ExecutionRecorder;
  readonly #rules: RuleRecorder;
  readonly #cadence: CadenceRecorder;
  readonly #changes = new ChangeRecorder();
  #last: Observation | null = null;

  /** @param holes as {@link Watch} takes them. */
  constructor(shift: Interval, holes: readonly Gap[]) {
    this.#shift = shift;
    this.#execution = new ExecutionRecorder(shift.from);
    this.#rules = new RuleRecorder(shift.from);
    this.#cadence = new CadenceRecorder(shift);
    this.#watch = new Watch(shift, holes, (observation) => this.#observe(observation));
  }

  /** What was published at `at`, epoch ms; a text with the reason if that is not known. */
  take(at: number, published: Published | string): void {
    this.#watch.take(at, published);
  }

  #observe(observation: Observation): void {
    for (const recorder of [this.#execution, this.#rules, this.#cadence, this.#changes])
      recorder.observe(observation);
    this.#last = observation;
  }

  /** The document; after it nothing may be taken any more. */
  end(): HandedShift {
    const { from, to } = this.#shift;
    const gaps = new Newest<Gap>(MOST_GAPS);
    const all = this.#watch.end();
    for (const gap of all) gaps.add(gap);
    for (const recorder of [this.#execution, this.#rules]) recorder.end(to);
    const last = this.#last?.to === to ? this.#last.published : null;
    return {
      from: instant(from),
      to: instant(to),
      unwatched: gaps.kept.map((gap) => ({ from: instant(gap.from), to: instant(gap.to), why: gap.why })),
      standing: last === null ? null : summaryOf(last),
      execution: this.#execution.intervals(),
      fired: this.#rules.fired(),
      untold: this.#rules.untold(),
      open: last === null ? null : last.actions,
      cadence: this.#cadence.items(),
      changes: this.#changes.newest.kept,
      leftOut: [
        ...gaps.leftOut('times that nobody watched'),
        ...this.#execution.leftOut(),
        ...this.#rules.leftOut(),
        ...this.#changes.newest.leftOut('changes of images, replicas and modes'),
      ],
    };
  }
}
