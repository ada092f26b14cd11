/** Which sources looked when, and which could not: ground truth beside the oracle's. */

import type { Observation } from '../observation.ts';
import { POLLS } from '../outages.ts';
import type { SimulatedWorld } from '../world.ts';
import type { Told } from './told.ts';

/** A poll that fails is reported so within this. */
const FAILING_MS = 15_000;
/** One that says nothing any more is found out by its silence. */
const SILENT_MS = 40_000;

export class Sight {
  readonly #outages: SimulatedWorld['outages'];
  /** By source, in the order of their beginnings. */
  readonly #looks: ReadonlyMap<string, readonly Observation[]>;

  constructor({ observations, outages }: Pick<SimulatedWorld, 'observations' | 'outages'>) {
    this.#outages = outages;
    const inOrder = observations.toSorted((a, b) => a.startedAt - b.startedAt);
    this.#looks = Map.groupBy(inOrder, ({ source }) => source);
  }

  /** True if a source asked anything in this life, no longer ago than this, that has come back. */
  asked({ at, life }: Told, source: string, withinMs: number): boolean {
    const looks = this.#looks.get(source) ?? [];
    const since = Math.max(life.from, at - withinMs);
    for (let i = before(looks, at); i >= 0; i -= 1) {
      const look = looks[i];
      if (look === undefined || look.startedAt < since) return false;
      if (look.arrivedAt <= at) return true;
    }
    return false;
  }

  /** The polls that could not look for so long that it must be told. */
  blindPolls({ at, life }: Told): string[] {
    return POLLS.filter((source) => {
      const near = this.#outages.filter((o) => o.sources.includes(source) && o.from <= at);
      const [only, other] = near.filter((o) => o.to > at - SILENT_MS);
      if (only === undefined || other !== undefined || only.to <= at) return false;
      const fails = only.kind === 'refused' || only.kind === 'timeout';
      if (!fails && only.kind !== 'silent') return false;
      return Math.max(only.from, life.from) <= at - (fails ? FAILING_MS : SILENT_MS);
    });
  }
}

/** The index of the last look that had begun by then. */
function before(looks: readonly Observation[], at: number): number {
  let [low, high] = [0, looks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((looks[middle]?.startedAt ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
