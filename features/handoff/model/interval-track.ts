/** For how long something held in a shift, by what was observed; unobserved time is counted apart. */

import { instant } from '#lib/format/instant.ts';
import type { HeldInterval } from '../document.ts';
import { Newest } from './newest.ts';
import type { Observation } from './shift.ts';

/** So many are listed one by one; all are counted. */
const MOST_INTERVALS = 20;

/** An interval under way. `to`: the end of the last observation of it. Epoch milliseconds. */
interface OpenInterval {
  from: number;
  began: HeldInterval['began'];
  to: number;
  unwatched: number;
}

/** One thing through a shift. It gets each observation, in order. */
export class IntervalTrack {
  readonly newest = new Newest<HeldInterval>(MOST_INTERVALS);
  /** Over all intervals, milliseconds. */
  lasted = 0;
  unwatched = 0;
  readonly #shiftFrom: number;
  #open: OpenInterval | null = null;

  constructor(shiftFrom: number) {
    this.#shiftFrom = shiftFrom;
  }

  /** @param since since when it holds by the posture, null if the posture does not say; undefined: it does not hold. */
  observe(observation: Observation, since: number | null | undefined): void {
    const open = this.#open;
    if (since === undefined) this.#close(observation.from);
    else if (open === null) this.#open = this.#opened(observation, since);
    else if (since !== null && open.to < observation.from && since > open.to) {
      // It began while nobody watched: the interval before was over by then.
      this.#close(Math.min(since, observation.from));
      this.#open = this.#opened(observation, since);
    } else {
      open.unwatched += observation.from - open.to;
      open.to = observation.to;
    }
  }

  /** Ends the shift at `to`: what is not over lasts, if it was watched until then. */
  end(to: number): void {
    const open = this.#open;
    if (open !== null) this.#add(open, open.to, open.to === to ? 'lasts' : 'not-known');
    this.#open = null;
  }

  /** An unwatched time between two observations does not begin one, and is no observation. */
  #opened(observation: Observation, since: number | null): OpenInterval {
    const { before, to } = observation;
    const seen = observation.from;
    const from = Math.min(Math.max(since ?? seen, before ?? Number.NEGATIVE_INFINITY), seen);
    return { from, began: this.#beganAt(observation), to, unwatched: seen - Math.max(from, this.#shiftFrom) };
  }

  #beganAt({ from, before }: Observation): HeldInterval['began'] {
    if (before === null) return from === this.#shiftFrom ? 'before' : 'unwatched';
    return before < from ? 'unwatched' : 'seen';
  }

  /** It was over at `at`, at the latest. */
  #close(at: number): void {
    const open = this.#open;
    if (open === null) return;
    const unseen = at - open.to;
    this.#add({ ...open, unwatched: open.unwatched + unseen }, at, unseen > 0 ? 'unwatched' : 'seen');
    this.#open = null;
  }

  #add({ from, began, unwatched }: OpenInterval, to: number, ended: HeldInterval['ended']): void {
    this.lasted += to - from;
    this.unwatched += unwatched;
    this.newest.add({
      from: instant(from),
      began,
      to: instant(to),
      ended,
      seconds: (to - from) / 1000,
      unwatchedSeconds: unwatched / 1000,
    });
  }
}
