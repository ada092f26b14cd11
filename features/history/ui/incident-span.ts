/** Interval of an incident bundle around an instant of the past. */

import { contains, type Interval, MINUTE_MS } from '#lib/intervals.ts';
import type { Changes } from '#lib/timeline/changes.ts';
import { redsTogether } from '#lib/timeline/reds.ts';
import { bandOf } from './band.ts';

/** Time before and after it. */
const AROUND_MS = 10 * MINUTE_MS;
/** `/api/v1/incident.zip` refuses longer intervals, and those not yet in the journal. */
const LONGEST_MS = 24 * 60 * MINUTE_MS;
const SETTLED_MS = 10_000;

/**
 * The red around `at` with ten minutes on each side; if nothing was red then, those minutes around `at`. Epoch
 * milliseconds.
 * @param now the console's time when the page is made
 */
export function incidentSpan(day: Changes, at: number, now: number): Interval {
  const reds = redsTogether(bandOf(day).filter(({ worst }) => worst === 'bad'));
  const red = reds.find((one) => contains(one, at)) ?? { from: at, to: at };
  const to = Math.min(red.to + AROUND_MS, now - SETTLED_MS);
  return { from: Math.max(Math.min(red.from - AROUND_MS, to - MINUTE_MS), to - LONGEST_MS), to };
}
