import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bucket, bucketOf, merge } from '#lib/series/bucket.ts';
import { batch } from '#testing/store/entries.ts';
import { KEEP } from '#testing/store/postures.ts';
import { JournalDatabase } from './database.ts';
import { bucketIn, packBuckets, packSamples, sampleIn, unpackBuckets, unpackSamples } from './packing.ts';

const DAY = 86_400_000;
const T0 = Date.parse('2026-11-20T15:00:00Z');
let folder: string;
let database: JournalDatabase;
const open = (keep = KEEP) => JournalDatabase.open(join(folder, 'j.sqlite'), 'j', T0, keep).database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'series-'));
  database = open();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (at: number, ...values: [string, number | null][]) =>
  database.write({ ...batch(at), evaluated: null, samples: [{ at, values }] });
const read = (from: number, to: number, columns: number, name = 'age/feed') =>
  database.series({ name, from, to, columns });

describe('a row of numbers', () => {
  const value = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1_000);

  test('of samples comes back as it was, to the thousandth', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(5_000), fc.option(value)), { selector: ([s]) => s }),
        (all) => {
          const samples = new Map(all);
          const packed = packSamples(samples);
          expect(unpackSamples(packed)).toEqual(samples);
          for (const [series, held] of samples) expect(sampleIn(packed, series)).toBe(held);
          expect(sampleIn(packed, 5_001)).toBeUndefined();
        },
      ),
    );
  });

  test('of buckets comes back as it was', () => {
    const samples = fc.uniqueArray(fc.tuple(fc.nat(899_999), fc.option(value)), {
      selector: ([ms]) => ms,
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(5_000), samples), { selector: ([s]) => s }), (all) => {
        const bucket = (seen: [number, number | null][]): Bucket =>
          seen.map(([ms, v]) => bucketOf(T0 + ms, v)).reduce(merge);
        const buckets = new Map(all.map(([series, seen]) => [series, bucket(seen)]));
        const packed = packBuckets(T0, buckets);
        expect(unpackBuckets(T0, packed)).toEqual(buckets);
        for (const [series, held] of buckets) expect(bucketIn(T0, packed, series)).toEqual(held);
        expect(bucketIn(T0, packed, 5_001)).toBeUndefined();
      }),
    );
  });

  test('that is cut off is a damaged file, not a number', () => {
    expect(() => unpackSamples(Uint8Array.of(0x82))).toThrow(/malformed/);
  });
});

describe('a series', () => {
  test.each([
    ['from its samples', 30],
    ['from rollups of 10 s', 6],
    ['from rollups of a minute', 2],
  ])('keeps a spike of one second, %s', (_, columns) => {
    for (let s = 0; s < 120; s++) write(T0 + s * 1_000, ['age/feed', s === 77 ? 94.5 : 1]);
    const { points, unobserved } = read(T0, T0 + 120_000, columns);
    expect(points).toContainEqual({ at: T0 + 77_000, value: 94.5 });
    expect(unobserved).toEqual([]);
  });

  test('of one name is separate from another', () => {
    write(T0, ['age/feed', 1], ['age/pilot', 2]);
    expect(read(T0, T0 + 10_000, 1, 'age/pilot').points).toEqual([{ at: T0, value: 2 }]);
    expect(read(T0, T0 + 10_000, 1, 'age/nobody').points).toEqual([]);
  });

  test('is whole in its rollups although the process died during one', () => {
    for (let s = 0; s < 95; s++) {
      if (s === 14 || s === 71) {
        database.close();
        database = open();
      }
      write(T0 + s * 1_000, ['age/feed', s]);
    }
    const { points } = read(T0, T0 + 120_000, 2);
    expect(points).toEqual([0, 59, 60, 94].map((s) => ({ at: T0 + s * 1_000, value: s })));
    // In the widest too, for which finished intervals are folded again.
    write(T0 + 3_600_000, ['age/feed', 1]);
    expect(read(T0, T0 + 3_600_000, 1).points).toEqual(
      [0, 94].map((s) => ({ at: T0 + s * 1_000, value: s })),
    );
  });

  test('distinguishes unwatched time from time in which nothing could be observed', () => {
    write(T0, ['age/feed', 1]);
    for (let s = 10; s < 20; s++) write(T0 + s * 1_000, ['age/feed', null]);
    write(T0 + 39_000, ['age/feed', 3]);
    expect(read(T0, T0 + 40_000, 4).unobserved.map(({ why }) => why)).toEqual(['blind', 'not-running']);
  });

  test('keeps its samples for some days and their rollups for longer', () => {
    database.close();
    database = open({ days: 30, rawDays: 2 });
    for (let s = 0; s < 30; s++) write(T0 + s * 1_000, ['age/feed', s === 7 ? 9 : 1]);
    database.write(batch(T0 + 3 * DAY));
    const { points } = read(T0, T0 + 30_000, 10);
    expect(points).toContainEqual({ at: T0 + 7_000, value: 9 });
    expect(points.length).toBeLessThan(13);
    // Another process, when no raw sample is left.
    database.close();
    database = open({ days: 30, rawDays: 2 });
    expect(read(T0, T0 + 20_000, 2).points).toContainEqual({ at: T0 + 7_000, value: 9 });
    database.write(batch(T0 + 31 * DAY));
    expect(read(T0, T0 + 30_000, 3).points).toEqual([]);
  });

  test('samples of a clock that was set back are kept as they came', () => {
    for (const s of [0, 20, 5]) write(T0 + s * 1_000, ['age/feed', s]);
    expect(read(T0, T0 + 30_000, 10).points.map((p) => p.value)).toEqual([0, 5, 20]);
  });
});
