import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf, merge, type Point } from './bucket.ts';
import { columnsOf, type Piece } from './columns.ts';

const T0 = Date.parse('2026-11-20T15:00:00Z');
const sample = (at: number, value: number | null): Piece => ({ at, bucket: bucketOf(at, value) });

/** A sample each second, some of them missing. */
const series = fc
  .array(fc.option(fc.integer({ min: -1_000, max: 1_000 }), { freq: 10 }), { minLength: 1, maxLength: 400 })
  .map((values) => values.map((value, i) => ({ at: T0 + i * 1_000, value })));
type Sample = { at: number; value: number | null };
const piecesOf = (samples: readonly Sample[]) => samples.map(({ at, value }) => sample(at, value));
const seen = (samples: readonly Sample[]): Point[] =>
  samples.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));

describe('a chart in columns', () => {
  test('carries at most four points a column, and keeps the first, last, least and greatest of each', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 20 }), (samples, count) => {
        const to = T0 + samples.length * 1_000;
        const width = (to - T0) / count;
        const { points } = columnsOf(piecesOf(samples), T0, to, count);
        for (let i = 0; i < count; i++) {
          const within = (p: { at: number }) => Math.floor((p.at - T0) / width) === i;
          const had = seen(samples).filter(within);
          const drawn = points.filter(within);
          expect(drawn.length).toBeLessThanOrEqual(4);
          expect([drawn.at(0), drawn.at(-1)]).toEqual([had.at(0), had.at(-1)]);
          const extremes = (all: Point[]) => [
            Math.min(...all.map((p) => p.value)),
            Math.max(...all.map((p) => p.value)),
          ];
          expect(extremes(drawn)).toEqual(extremes(had));
        }
      }),
    );
  });

  test('is the same from rollups as from the samples that they were made of, where columns hold whole ones', () => {
    fc.assert(
      fc.property(series, (samples) => {
        const to = T0 + Math.ceil(samples.length / 20) * 20_000;
        const rollups = [...Map.groupBy(piecesOf(samples), ({ at }) => Math.floor((at - T0) / 10_000))].map(
          ([i, pieces]): Piece => ({
            at: T0 + i * 10_000,
            bucket: pieces.map((p) => p.bucket).reduce(merge),
          }),
        );
        const columns = (to - T0) / 20_000;
        expect(columnsOf(rollups, T0, to, columns)).toEqual(columnsOf(piecesOf(samples), T0, to, columns));
      }),
    );
  });

  test('distinguishes columns without a sample from those in which nothing could be observed', () => {
    const pieces = [
      sample(T0, 1),
      sample(T0 + 10_000, null),
      sample(T0 + 20_000, null),
      sample(T0 + 40_000, 2),
    ];
    expect(columnsOf(pieces, T0, T0 + 60_000, 6).unobserved).toEqual([
      { from: T0 + 10_000, to: T0 + 30_000, why: 'blind' },
      { from: T0 + 30_000, to: T0 + 40_000, why: 'not-running' },
      { from: T0 + 50_000, to: T0 + 60_000, why: 'not-running' },
    ]);
  });

  test('a spike of two seconds is there after thirty days', () => {
    const days = Array.from({ length: 30 * 1_440 }, (_, i) => sample(T0 + i * 60_000, 1));
    days[20_000] = {
      at: T0 + 20_000 * 60_000,
      bucket: merge(bucketOf(T0 + 20_000 * 60_000, 1), bucketOf(T0 + 20_000 * 60_000 + 2_000, 94)),
    };
    const { points } = columnsOf(days, T0, T0 + 30 * 86_400_000, 600);
    expect(points.filter((p) => p.value === 94)).toEqual([{ at: T0 + 20_000 * 60_000 + 2_000, value: 94 }]);
    expect(points.length).toBeLessThanOrEqual(4 * 600);
  });
});

test('folding does not depend on how it is grouped', () => {
  const bucket = fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.option(fc.integer({ min: 0, max: 3 })))
    .map(([second, value]) => bucketOf(T0 + second * 1_000, value));
  fc.assert(
    fc.property(bucket, bucket, bucket, (a, b, c) => {
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
    }),
  );
});
