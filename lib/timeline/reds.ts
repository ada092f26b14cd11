/** Which reds belong to one incident. */

import { type Group, type Interval, MINUTE_MS, together } from '../intervals.ts';

/** Reds that follow each other this closely are one incident. */
const APART_MS = 2 * MINUTE_MS;

/** Reds that overlap or follow each other closely, together; they come in the order of their beginnings. */
export function redsTogether<T extends Interval>(reds: readonly T[]): Group<T>[] {
  return together(reds, APART_MS);
}
