/** What of the cadence fell into a shift, each item as it was last told. */
import type { HandedItem } from '../wire/handover.ts';
import type { Shift, Stretch } from './shift.ts';

/** An item as it was told until an instant, epoch milliseconds. */
interface Telling {
  item: HandedItem;
  until: number;
}

/** The items whose time lies in the shift, in its order. */
export function cadenceOf({ from, to }: Shift, stretches: readonly Stretch[]): HandedItem[] {
  const tellings = new Map<string, Telling>();
  for (const stretch of stretches)
    for (const item of itemsOf(stretch)) {
      const at = Date.parse(item.at);
      if (at >= from && at < to) tellings.set(`${item.date} ${item.id}`, { item, until: stretch.to });
    }
  return [...tellings.values()]
    .map((telling) => settled(telling, to))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function itemsOf({ told }: Stretch): HandedItem[] {
  const date = told?.cadence.date;
  if (told === null || date === null || date === undefined) return [];
  return told.cadence.items.map(({ id, title, who, at, state, evidence }) => ({
    date,
    id,
    title,
    who,
    at,
    state,
    evidence,
  }));
}

/** What was last told before it could be done is no outcome, where nobody watched on. */
function settled({ item, until }: Telling, to: number): HandedItem {
  const open = item.state === 'upcoming' || item.state === 'due';
  return open && until < to ? { ...item, state: 'not-observed' } : item;
}
