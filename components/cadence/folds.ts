/** Long runs of the same item that stand alike are folded: what wants somebody must not drown among them. */

import type { CadenceItem } from './summary.ts';

/** Items that are shown one by one, or a run of them behind one line. */
export interface Fold {
  folded: boolean;
  items: CadenceItem[];
}

/** A run is folded from this many on; its first item stays visible. */
const LEAST = 4;

/** Only what is still to come, or was done and well, may be folded. */
function mayFold({ state, verdict }: CadenceItem): boolean {
  return state === 'upcoming' || (state === 'done' && verdict === 'good');
}

export function foldsOf(items: readonly CadenceItem[]): Fold[] {
  const runs: CadenceItem[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && alike(run[0], item)) run.push(item);
    else runs.push([item]);
  }
  return runs.flatMap((run) =>
    run.length < LEAST
      ? [{ folded: false, items: run }]
      : [
          { folded: false, items: run.slice(0, 1) },
          { folded: true, items: run.slice(1) },
        ],
  );
}

function alike(a: CadenceItem, b: CadenceItem): boolean {
  return mayFold(a) && mayFold(b) && a.title === b.title && a.state === b.state;
}
