/** Labels of the cadence states, and counts of items. */

import type { CadenceItemStatus } from '#lib/status/cadence-item-status.ts';

export type CadenceItem = CadenceItemStatus;

export const STATE_WORDS: Readonly<Record<CadenceItem['state'], string>> = {
  due: 'Due',
  missed: 'Missed',
  'needs-human': 'Needs a human',
  'done-late': 'Done late',
  done: 'Done',
  upcoming: 'Upcoming',
};

/** The word of one item; what was found is not hidden behind its having been done. */
export function wordOf({ state, verdict }: CadenceItem): string {
  const done = state === 'done' || state === 'done-late';
  const finding = verdict === 'bad' || verdict === 'attention';
  return done && finding ? `${STATE_WORDS[state]}, with a finding` : STATE_WORDS[state];
}

/** `2 due · 1 missed · 3 done`: only what there is, what wants somebody first. */
export function summaryOf(items: readonly CadenceItem[]): string {
  const counts = Object.entries(STATE_WORDS).map(([state, word]) => {
    const count = items.filter((item) => item.state === state).length;
    return count === 0 ? '' : `${count} ${word.toLowerCase()}`;
  });
  return counts.filter((text) => text !== '').join(' · ');
}
