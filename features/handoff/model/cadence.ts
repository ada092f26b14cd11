/** What of the cadence fell into a shift, each item as last published. */

import type { Interval } from '#lib/intervals.ts';
import type { HandedItem } from '../document.ts';
import type { Observation } from './shift.ts';

/** An item as published until an instant, epoch milliseconds. */
interface Entry {
  item: HandedItem;
  until: number;
}

export class CadenceRecorder {
  readonly #shift: Interval;
  readonly #entries = new Map<string, Entry>();

  constructor(shift: Interval) {
    this.#shift = shift;
  }

  observe({ published: { cadence }, to }: Observation): void {
    const { date } = cadence;
    if (date === null) return;
    for (const { id, title, who, at, state, verdict, code, params } of cadence.items) {
      const due = Date.parse(at);
      if (due >= this.#shift.from && due < this.#shift.to)
        this.#entries.set(`${date} ${id}`, {
          item: { date, id, title, who, at, state, verdict, code, params },
          until: to,
        });
    }
  }

  /** The items whose time lies in the shift, in its order. */
  items(): HandedItem[] {
    return [...this.#entries.values()]
      .map((entry) => settled(entry, this.#shift.to))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }
}

/** An item that was still open in the last observation has no outcome if nobody watched until the end. */
function settled({ item, until }: Entry, to: number): HandedItem {
  const open = item.state === 'upcoming' || item.state === 'due';
  return open && until < to ? { ...item, state: 'not-observed', verdict: 'unknown' } : item;
}
