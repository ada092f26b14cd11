/** What one person on call hands to the next, from what was published in the shift. Pure. */

import { instant } from '#lib/format/instant.ts';
import type { Gap, Interval } from '#lib/intervals.ts';
import type { HandedShift } from '../document.ts';
import { CadenceBook } from './cadence.ts';
import { ChangeBook } from './changes.ts';
import { ExecutionBook } from './execution.ts';
import { Newest } from './newest.ts';
import type { Told } from './observation.ts';
import { RuleBook } from './rules.ts';
import { type Sighting, Watch } from './shift.ts';
import { standingOf } from './summary.ts';

/** So many times without a watch are told; all are summed. */
const MOST_GAPS = 100;

/**
 * Takes what was published one by one, oldest first: the posture in force when the shift began, and all until its end.
 * What it holds does not grow with their number.
 */
export class HandoverBook {
  readonly #shift: Interval;
  readonly #watch: Watch;
  readonly #execution: ExecutionBook;
  readonly #rules: RuleBook;
  readonly #cadence: CadenceBook;
  readonly #changes = new ChangeBook();
  #last: Sighting | null = null;

  /** @param holes as {@link Watch} takes them. */
  constructor(shift: Interval, holes: readonly Gap[]) {
    this.#shift = shift;
    this.#execution = new ExecutionBook(shift.from);
    this.#rules = new RuleBook(shift.from);
    this.#cadence = new CadenceBook(shift);
    this.#watch = new Watch(shift, holes, (sighting) => this.#see(sighting));
  }

  /** What was published at `at`, epoch ms; a text where it cannot be told, with why. */
  take(at: number, told: Told | string): void {
    this.#watch.take(at, told);
  }

  #see(sighting: Sighting): void {
    for (const book of [this.#execution, this.#rules, this.#cadence, this.#changes]) book.see(sighting);
    this.#last = sighting;
  }

  /** The document; after it nothing may be taken any more. */
  end(): HandedShift {
    const { from, to } = this.#shift;
    const gaps = new Newest<Gap>(MOST_GAPS);
    const all = this.#watch.end();
    for (const gap of all) gaps.add(gap);
    for (const book of [this.#execution, this.#rules]) book.end(to);
    const last = this.#last?.to === to ? this.#last.told : null;
    return {
      from: instant(from),
      to: instant(to),
      unwatched: gaps.kept.map((gap) => ({ from: instant(gap.from), to: instant(gap.to), why: gap.why })),
      standing: last === null ? null : standingOf(last),
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
