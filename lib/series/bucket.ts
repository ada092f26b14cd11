/**
 * Numbers over time, folded so that no spike is lost: for each interval the first, the last, the least and the greatest
 * value with their times (M4: Jugel, Jerzak, Hackenbroich, Markl, VLDB 2014). Folds of neighbouring intervals fold
 * again without loss, so a rollup of rollups is the rollup of the samples. Times are epoch milliseconds.
 */

export interface Point {
  at: number;
  value: number;
}

/** The known values of one interval. */
export interface Bucket {
  /** How many samples had a value. */
  count: number;
  /** How many had no observation. */
  missing: number;
  /** Null while no sample had a value. */
  extent: Extent | null;
}

export interface Extent {
  first: Point;
  last: Point;
  /** The earliest of the least and of the greatest values. */
  min: Point;
  max: Point;
}

/** One sample as an interval. `value` null: it was polled and not observed. */
export function bucketOf(at: number, value: number | null): Bucket {
  if (value === null) return { count: 0, missing: 1, extent: null };
  const point = { at, value };
  return { count: 1, missing: 0, extent: { first: point, last: point, min: point, max: point } };
}

/** Two intervals as one. Neither has to be the earlier one. */
export function merge(a: Bucket, b: Bucket): Bucket {
  return {
    count: a.count + b.count,
    missing: a.missing + b.missing,
    extent: a.extent === null ? b.extent : b.extent === null ? a.extent : wider(a.extent, b.extent),
  };
}

function wider(a: Extent, b: Extent): Extent {
  return {
    first: b.first.at < a.first.at ? b.first : a.first,
    last: b.last.at > a.last.at ? b.last : a.last,
    min: better(a.min, b.min, b.min.value - a.min.value),
    max: better(a.max, b.max, a.max.value - b.max.value),
  };
}

/** `b` if it is further out, or as far and earlier. */
function better(a: Point, b: Point, further: number): Point {
  return further < 0 || (further === 0 && b.at < a.at) ? b : a;
}

/** The points of an interval in the order of time, each once: at most four. */
export function pointsOf({ extent }: Bucket): Point[] {
  if (extent === null) return [];
  const { first, min, max, last } = extent;
  return [first, ...(min.at <= max.at ? [min, max] : [max, min]), last].filter(
    (point, i, all) => all.findIndex((p) => p.at === point.at) === i,
  );
}
