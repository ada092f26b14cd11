/** The stretches between changes of what was said, without the times in which nobody watched. */

import type { Change, Changes } from '#lib/timeline/changes.ts';

/** Epoch milliseconds. */
export interface Stretch extends Pick<Change, 'worst' | 'outcome'> {
  from: number;
  to: number;
}

/** A posture is in force until the next change, or until nobody watched any more. Neighbours that say the same are one. */
export function bandOf({ to, changes, holes }: Changes): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [i, change] of changes.entries()) {
    const from = Date.parse(change.at);
    const hole = holes.map((h) => Date.parse(h.from)).find((at) => at >= from) ?? Number.POSITIVE_INFINITY;
    const end = Math.min(Date.parse(changes[i + 1]?.at ?? to), hole);
    const last = stretches.at(-1);
    if (
      last !== undefined &&
      last.to === from &&
      last.worst === change.worst &&
      last.outcome === change.outcome
    )
      last.to = end;
    else stretches.push({ from, to: end, worst: change.worst, outcome: change.outcome });
  }
  return stretches;
}
