/**
 * Numeric series in the journal's file: raw samples for some days, and rollups of 10 s, 1 min, 15 min and 1 h for as
 * long as everything else. A rollup is written when its interval is over; one that a killed process left open is made
 * from its samples.
 */

import { type Bucket, bucketOf, merge } from '#lib/series/bucket.ts';
import type { Piece } from '#lib/series/columns.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import { MinuteStore } from './minute-store.ts';
import { bucketIn, packBuckets, packSamples, sampleIn, unpackBuckets, unpackSamples } from './packing.ts';
import type { Row } from './row.ts';
import type { Statements } from './statements.ts';

/** Raw samples have this step. */
const RAW = 1;
/** Widths of rollups, milliseconds, the finest first. */
export const ROLLUPS = [10_000, 60_000, 900_000, 3_600_000] as const;
const [, MINUTE] = ROLLUPS;
/** Series of ones and zeros, which are also kept as whole minutes. */
const BINARY = /^(up|enabled)\//;
/** The number of series in a row: an agent's are read without the whole mesh's. */
const SHARD = 16;
const WRITE = 'INSERT OR REPLACE INTO numbers (step, shard, at, body) VALUES (?, ?, ?, ?)';
const READ = 'SELECT at, body FROM numbers WHERE step = ? AND shard = ? AND at >= ? AND at < ? ORDER BY at';

/** The rollup under way of one width. */
interface Open {
  step: number;
  start: number;
  buckets: Map<number, Bucket>;
}

export interface Samples {
  /** Epoch milliseconds. */
  at: number;
  /** By the name of the series; null: polled and not observed. */
  values: readonly (readonly [name: string, value: number | null])[];
}

export class SeriesStore {
  readonly #sql: Statements;
  readonly #ids = new Map<string, number>();
  readonly #open: Open[];
  readonly #minutes: MinuteStore;
  /** Series of ones and zeros. */
  readonly #binary = new Set<number>();

  constructor(sql: Statements) {
    this.#sql = sql;
    this.#minutes = new MinuteStore(sql);
    for (const row of sql.rows('SELECT id, name FROM series'))
      this.#learn(row.text('name'), row.number('id'));
    const last = this.#lastSample();
    this.#open = [];
    for (const step of ROLLUPS) this.#open.push(this.#resumed(step, last, this.#open.at(-1)));
  }

  /** The caller holds the transaction. */
  write({ at, values }: Samples): void {
    const samples = new Map(values.map(([name, value]) => [this.#id(name), value]));
    for (const [shard, part] of sharded(samples)) this.#sql.run(WRITE, RAW, shard, at, packSamples(part));
    for (const open of this.#open) this.#fold(open, at, samples);
  }

  #fold(open: Open, at: number, samples: ReadonlyMap<number, number | null>): void {
    const start = startOf(at, open.step);
    // After the clock was set back, samples older than the open interval are kept as samples only.
    if (start < open.start) return;
    if (start > open.start) {
      this.#finish(open);
      open.start = start;
      open.buckets = new Map();
    }
    for (const [series, value] of samples) add(open.buckets, series, bucketOf(at, value));
  }

  #finish({ step, start, buckets }: Open): void {
    if (step === MINUTE)
      for (const series of this.#binary) {
        const bucket = buckets.get(series);
        if (bucket !== undefined) this.#minutes.add(series, { at: start, bucket });
      }
    for (const [shard, part] of sharded(buckets))
      this.#sql.run(WRITE, step, shard, start, packBuckets(start, part));
  }

  /** Shard by shard, as the table is ordered: a question over all of them at once would read every row. */
  #shards(): number[] {
    return Array.from({ length: shardOf(Math.max(0, ...this.#ids.values())) + 1 }, (_, shard) => shard);
  }

  #lastSample(): number | null {
    const sql = 'SELECT max(at) AS at FROM numbers WHERE step = ? AND shard = ?';
    const times = this.#shards().map((shard) => this.#sql.get(sql, RAW, shard)?.numberOrNull('at') ?? 0);
    return Math.max(...times) || null;
  }

  /** The interval that the last process left open, from finer ones: the finished intervals and the open one. */
  #resumed(step: number, last: number | null, finer: Open | undefined): Open {
    const start = last === null ? 0 : startOf(last, step);
    const buckets = new Map<number, Bucket>();
    for (const shard of this.#shards())
      for (const row of this.#sql.rows(READ, finer?.step ?? RAW, shard, start, Number.MAX_SAFE_INTEGER)) {
        const at = row.number('at');
        const found = finer === undefined ? samplesOf(at, row) : unpackBuckets(at, row.bytes('body'));
        for (const [series, bucket] of found) add(buckets, series, bucket);
      }
    if (finer !== undefined && finer.start >= start)
      for (const [series, bucket] of finer.buckets) add(buckets, series, bucket);
    return { step, start, buckets };
  }

  /**
   * The known values of a series from `from` until `to`, in pieces no wider than `widest` milliseconds if there are
   * such, oldest first. After the samples have expired the finest rollups replace them.
   */
  read(name: string, from: number, to: number, widest: number): Piece[] {
    const series = this.#ids.get(name);
    if (series === undefined) return [];
    const step = ROLLUPS.findLast((width) => width <= widest) ?? RAW;
    if (step === RAW) return this.#samples(series, from, to);
    const open = this.#open.find((o) => o.step === step);
    // If no rollup is open (0), all known values are in rollups.
    const tail = Math.max(from, Math.min(to, open?.start || to));
    return [...this.#rollups(series, step, from, tail), ...this.#samples(series, tail, to)];
  }

  #samples(series: number, from: number, to: number): Piece[] {
    const rows = this.#sql.rows(READ, RAW, shardOf(series), from, to);
    const oldest = rows[0]?.number('at') ?? to;
    const samples = rows.flatMap((row) => {
      const value = sampleIn(row.bytes('body'), series);
      const at = row.number('at');
      return value === undefined ? [] : [{ at, bucket: bucketOf(at, value) }];
    });
    const [finest] = ROLLUPS;
    const before = this.#rollups(series, finest, from, Math.min(to, startOf(oldest, finest)));
    return [...before, ...samples];
  }

  #rollups(series: number, step: number, from: number, to: number): Piece[] {
    return this.#sql.rows(READ, step, shardOf(series), startOf(from, step), to).flatMap((row) => {
      const at = row.number('at');
      const bucket = bucketIn(at, row.bytes('body'), series);
      return bucket === undefined ? [] : [{ at, bucket }];
    });
  }

  /** Whole minutes of series of ones and zeros, in the order of their names. */
  minutes(names: readonly string[], from: number, to: number): MinuteRun[][] {
    return names.map((name) => {
      const id = this.#ids.get(name);
      return id === undefined ? [] : this.#minutes.read(id, from, to);
    });
  }

  /** Deletes older samples and rollups, a few at a time. */
  prune(samplesBefore: number, rollupsBefore: number, most: number): void {
    for (const [step, before] of [[RAW, samplesBefore], ...ROLLUPS.map((r) => [r, rollupsBefore])] as const)
      for (const shard of this.#shards())
        this.#sql.run(
          `DELETE FROM numbers WHERE step = ?1 AND shard = ?2 AND at IN
             (SELECT at FROM numbers WHERE step = ?1 AND shard = ?2 AND at < ?3 ORDER BY at LIMIT ?4)`,
          step ?? RAW,
          shard,
          before ?? 0,
          most,
        );
    this.#minutes.prune(rollupsBefore);
  }

  #id(name: string): number {
    const held = this.#ids.get(name);
    if (held !== undefined) return held;
    const made = this.#sql.get(
      'INSERT INTO series (name) VALUES (?) ON CONFLICT DO UPDATE SET name = name RETURNING id',
      name,
    );
    const id = made?.number('id') ?? 0;
    this.#learn(name, id);
    return id;
  }

  #learn(name: string, id: number): void {
    this.#ids.set(name, id);
    if (BINARY.test(name)) this.#binary.add(id);
  }
}

function samplesOf(at: number, row: Row): [number, Bucket][] {
  return [...unpackSamples(row.bytes('body'))].map(([series, value]) => [series, bucketOf(at, value)]);
}

function add(buckets: Map<number, Bucket>, series: number, bucket: Bucket): void {
  const held = buckets.get(series);
  buckets.set(series, held === undefined ? bucket : merge(held, bucket));
}

function startOf(at: number, step: number): number {
  return Math.floor(at / step) * step;
}

function shardOf(series: number): number {
  return Math.floor(series / SHARD);
}

function sharded<T>(all: ReadonlyMap<number, T>): Map<number, Map<number, T>> {
  const shards = new Map<number, Map<number, T>>();
  for (const [series, value] of all) {
    const shard = shards.get(shardOf(series)) ?? new Map<number, T>();
    shards.set(shardOf(series), shard.set(series, value));
  }
  return shards;
}
