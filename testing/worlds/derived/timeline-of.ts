/** A timeline as `features/incidents/server/bundle.ts` puts it together. */

import { type RedInterval, redIntervals } from '#features/incidents/model/red-intervals.ts';
import { timelineMarkdown } from '#features/incidents/model/timeline.ts';
import { type PostureChange, postureChangeOf, redsOf } from '#features/incidents/model/transitions.ts';
import type { Interval } from '#lib/intervals.ts';
import type { Remembered } from './memory.ts';

export interface Timeline {
  changes: readonly PostureChange[];
  reds: readonly RedInterval[];
  markdown: string;
}

/** Nobody watched when the span began: what was red at first was so then or earlier. */
export function timelineOf({ from, to }: Interval, { published, holes }: Remembered): Timeline {
  const [first, ...later] = published;
  const changes = later.map(({ at, posture }, i) =>
    postureChangeOf(published[i]?.posture ?? null, posture, at),
  );
  const known = {
    firstKnown: first?.at ?? from,
    redAtStart: first === undefined ? [] : redsOf(first.posture),
    postureChanges: changes,
    holes,
  };
  const begin = null;
  const end = published.at(-1)?.posture ?? null;
  const about = { mesh: 'Quarry', practice: null, from, to, begin, end, warnings: [] };
  return { changes, reds: redIntervals(known), markdown: timelineMarkdown({ ...about, ...known }) };
}
