/** A series of ones and zeros, minute by minute. */

import { append, MINUTE_MS, type StateInterval } from '../intervals.ts';
import type { Piece } from './columns.ts';

/** There is a sample each second; a minute with this many of them was watched throughout. */
const WATCHED = 55;

/** The state of a minute: all ones, a zero among them, only zeros; or not all of it is known and no zero was observed. */
export type MinuteState = 'ones' | 'some-zeros' | 'zeros' | 'unobserved';

/** Minutes on end of one state, epoch milliseconds. */
export type MinuteRun = StateInterval<MinuteState>;

/** @param minutes the rollups of whole minutes, oldest first; those that are left out are not in the runs either. */
export function minuteRuns(minutes: readonly Piece[]): MinuteRun[] {
  const runs: MinuteRun[] = [];
  for (const { at, bucket } of minutes)
    append(runs, { from: at, to: at + MINUTE_MS, state: stateOf(bucket) }, (a, b) => a.state === b.state);
  return runs;
}

function stateOf({ count, missing, extent }: Piece['bucket']): MinuteState {
  const watched = missing === 0 && count >= WATCHED;
  if (extent !== null && extent.min.value < 1)
    return watched && extent.max.value < 1 ? 'zeros' : 'some-zeros';
  return watched ? 'ones' : 'unobserved';
}
