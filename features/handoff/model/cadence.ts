/** What of the cadence fell into a shift, each item as it was last told. */

import type { Interval } from '#lib/intervals.ts';
import type { HandedItem } from '../document.ts';
import type { Sighting } from './shift.ts';

/** An item as it was told until an instant, epoch milliseconds. */
interface Telling {
  item: HandedItem;
  until: number;
}

export class CadenceBook {
  readonly #shift: Interval;
  readonly #tellings = new Map<string, Telling>();

  constructor(shift: Interval) {
    this.#shift = shift;
  }

  see({ told: { cadence }, to }: Sighting): void {
    const { date } = cadence;
    if (date === null) return;
    for (const { id, title, who, at, state, verdict, code, params } of cadence.items) {
      const due = Date.parse(at);
      if (due >= this.#shift.from && due < this.#shift.to)
        this.#tellings.set(`${date} ${id}`, {
          item: { date, id, title, who, at, state, verdict, code, params },
          until: to,
        });
    }
  }

  /** The items whose time lies in the shift, in its order. */
  items(): HandedItem[] {
    return [...this.#tellings.values()]
      .map((telling) => settled(telling, this.#shift.to))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }
}

/** What was last told before it could be done is no outcome, where nobody watched on. */
function settled({ item, until }: Telling, to: number): HandedItem {
  const open = item.state === 'upcoming' || item.state === 'due';
  return open && until < to ? { ...item, state: 'not-observed', verdict: 'unknown' } : item;
}
