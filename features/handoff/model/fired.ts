/** For how long something held in a shift: told by what was seen, and honest about what was not. */

import { instant } from '#lib/format/instant.ts';
import type { HeldInterval } from '../document.ts';
import { Newest } from './newest.ts';
import type { Sighting } from './shift.ts';

/** So many are told one by one; all are counted. */
const MOST_INTERVALS = 20;

/** An interval under way. `to`: the end of the last sighting of it. Epoch milliseconds. */
interface Under {
  from: number;
  began: HeldInterval['began'];
  to: number;
  unwatched: number;
}

/** One thing through a shift. It is shown every sighting, in order. */
export class IntervalTrack {
  readonly newest = new Newest<HeldInterval>(MOST_INTERVALS);
  /** Over all intervals, milliseconds. */
  lasted = 0;
  unwatched = 0;
  readonly #shiftFrom: number;
  #under: Under | null = null;

  constructor(shiftFrom: number) {
    this.#shiftFrom = shiftFrom;
  }

  /** @param since since when it holds by the posture's own word, null where that is not told; undefined: it does not hold. */
  see(sighting: Sighting, since: number | null | undefined): void {
    const under = this.#under;
    if (since === undefined) this.#over(sighting.from);
    else if (under === null) this.#under = this.#begun(sighting, since);
    else if (since !== null && under.to < sighting.from && since > under.to) {
      // It says that it began while nobody watched: what was seen before was over by then.
      this.#over(Math.min(since, sighting.from));
      this.#under = this.#begun(sighting, since);
    } else {
      under.unwatched += sighting.from - under.to;
      under.to = sighting.to;
    }
  }

  /** Ends the shift at `to`: what is not over lasts, if it was watched until then. */
  end(to: number): void {
    const under = this.#under;
    if (under !== null) this.#add(under, under.to, under.to === to ? 'lasts' : 'not-known');
    this.#under = null;
  }

  /** An unwatched time between two sightings does not begin one, and is no sighting. */
  #begun(sighting: Sighting, since: number | null): Under {
    const { before, to } = sighting;
    const seen = sighting.from;
    const from = Math.min(Math.max(since ?? seen, before ?? Number.NEGATIVE_INFINITY), seen);
    return { from, began: this.#beganAt(sighting), to, unwatched: seen - Math.max(from, this.#shiftFrom) };
  }

  #beganAt({ from, before }: Sighting): HeldInterval['began'] {
    if (before === null) return from === this.#shiftFrom ? 'before' : 'unwatched';
    return before < from ? 'unwatched' : 'seen';
  }

  /** It was over at `at`, at the latest. */
  #over(at: number): void {
    const under = this.#under;
    if (under === null) return;
    const unseen = at - under.to;
    this.#add({ ...under, unwatched: under.unwatched + unseen }, at, unseen > 0 ? 'unwatched' : 'seen');
    this.#under = null;
  }

  #add({ from, began, unwatched }: Under, to: number, ended: HeldInterval['ended']): void {
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
