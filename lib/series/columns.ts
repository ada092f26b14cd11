/**
 * Intervals of samples, folded into the pixel columns of a chart: at most four points a column (M4), and its unobserved
 * time.
 */

import { type Bucket, merge, type Point, pointsOf } from './bucket.ts';

/** An interval, or a single sample, of a series. */
export interface Piece {
  /** When it begins, epoch milliseconds. */
  at: number;
  bucket: Bucket;
}

/** Why a column has no values, or not all: the console did not run, or could not observe. */
export type Unobserved = 'not-running' | 'blind';

export interface Columns {
  /** Oldest first. */
  points: Point[];
  /** Oldest first, touching ones joined. */
  unobserved: { from: number; to: number; why: Unobserved }[];
}

/**
 * Folds pieces into `count` columns of equal width over `from`…`to` (exclusive). A column without a piece counts as
 * unwatched, so a column must not be narrower than the time between two pieces.
 */
export function columnsOf(pieces: readonly Piece[], from: number, to: number, count: number): Columns {
  const width = (to - from) / count;
  const folded: (Bucket | undefined)[] = Array.from({ length: count });
  for (const { at, bucket } of pieces) {
    const column = Math.min(count - 1, Math.max(0, Math.floor((at - from) / width)));
    const held = folded[column];
    folded[column] = held === undefined ? bucket : merge(held, bucket);
  }
  return {
    points: folded.flatMap((bucket) => (bucket === undefined ? [] : pointsOf(bucket))),
    unobserved: joined(
      folded.map((bucket, i) => ({
        from: Math.round(from + i * width),
        to: Math.round(from + (i + 1) * width),
        why: unseen(bucket),
      })),
    ),
  };
}

function unseen(bucket: Bucket | undefined): Unobserved | null {
  if (bucket === undefined) return 'not-running';
  return bucket.missing > 0 ? 'blind' : null;
}

function joined(columns: readonly { from: number; to: number; why: Unobserved | null }[]) {
  const intervals: Columns['unobserved'] = [];
  for (const { from, to, why } of columns) {
    const last = intervals.at(-1);
    if (why === null) continue;
    if (last !== undefined && last.to === from && last.why === why) last.to = to;
    else intervals.push({ from, to, why });
  }
  return intervals;
}
