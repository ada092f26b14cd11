/**
 * Samples and buckets of several series as bytes. A number is kept in thousandths, as a variable-length integer (LEB128,
 * zigzag); times count from the beginning of their row.
 */

import type { Bucket, Extent, Point } from '#lib/series/bucket.ts';

/** Samples by series; null: polled and not observed. */
export type Sampled = ReadonlyMap<number, number | null>;

const THOUSANDTHS = 1_000;

export function packSamples(samples: Sampled): Uint8Array {
  const out = new Writer();
  for (const [series, value] of samples) {
    out.unsigned(series * 2 + (value === null ? 1 : 0));
    if (value !== null) out.signed(thousandths(value));
  }
  return out.bytes();
}

/** @throws Error if the bytes are not such a row, as all readers do. */
export function unpackSamples(bytes: Uint8Array): Map<number, number | null> {
  const from = new Reader(bytes);
  const samples = new Map<number, number | null>();
  while (from.more()) {
    const head = from.unsigned();
    samples.set(Math.floor(head / 2), head % 2 === 1 ? null : from.signed() / THOUSANDTHS);
  }
  return samples;
}

/** One series of such a row; undefined if the row does not have it. */
export function sampleIn(bytes: Uint8Array, series: number): number | null | undefined {
  const from = new Reader(bytes);
  while (from.more()) {
    const head = from.unsigned();
    const missing = head % 2 === 1;
    if (head - (missing ? 1 : 0) === series * 2) return missing ? null : from.signed() / THOUSANDTHS;
    if (!missing) from.skip(1);
  }
  return undefined;
}

export function packBuckets(start: number, buckets: ReadonlyMap<number, Bucket>): Uint8Array {
  const out = new Writer();
  for (const [series, { count, missing, extent }] of buckets) {
    out.unsigned(series);
    out.unsigned(count);
    out.unsigned(missing);
    if (extent !== null) packExtent(out, start, extent);
  }
  return out.bytes();
}

/** Which of the later points equal the first: they are not written. */
function packExtent(out: Writer, start: number, { first, last, min, max }: Extent): void {
  const others = [last, min, max];
  out.unsigned(others.reduce((flags, point, i) => flags + (point.at === first.at ? 1 << i : 0), 0));
  out.unsigned(first.at - start);
  out.signed(thousandths(first.value));
  for (const point of others)
    if (point.at !== first.at) {
      out.unsigned(point.at - start);
      out.signed(thousandths(point.value) - thousandths(first.value));
    }
}

/** All series of such a row. */
export function unpackBuckets(start: number, bytes: Uint8Array): Map<number, Bucket> {
  const from = new Reader(bytes);
  const buckets = new Map<number, Bucket>();
  while (from.more()) {
    const [series, count, missing] = [from.unsigned(), from.unsigned(), from.unsigned()];
    buckets.set(series, { count, missing, extent: count === 0 ? null : unpackExtent(from, start) });
  }
  return buckets;
}

/** One series of such a row; undefined if the row does not have it. */
export function bucketIn(start: number, bytes: Uint8Array, series: number): Bucket | undefined {
  const from = new Reader(bytes);
  while (from.more()) {
    const [found, count, missing] = [from.unsigned(), from.unsigned(), from.unsigned()];
    if (found === series) return { count, missing, extent: count === 0 ? null : unpackExtent(from, start) };
    if (count > 0) skipExtent(from);
  }
  return undefined;
}

function skipExtent(from: Reader): void {
  const flags = from.unsigned();
  const others = [0, 1, 2].filter((i) => (flags >> i) % 2 === 0).length;
  from.skip(2 + 2 * others);
}

function unpackExtent(from: Reader, start: number): Extent {
  const flags = from.unsigned();
  const first = { at: start + from.unsigned(), value: from.signed() / THOUSANDTHS };
  const other = (i: number): Point => {
    if ((flags >> i) % 2 === 1) return first;
    const at = start + from.unsigned();
    return { at, value: (from.signed() + thousandths(first.value)) / THOUSANDTHS };
  };
  return { first, last: other(0), min: other(1), max: other(2) };
}

function thousandths(value: number): number {
  return Math.round(value * THOUSANDTHS);
}

class Writer {
  readonly #bytes: number[] = [];

  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes.push((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes.push(rest);
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  more(): boolean {
    return this.#next < this.#bytes.length;
  }

  unsigned(): number {
    const bytes = this.#bytes;
    let next = this.#next;
    let value = 0;
    for (let unit = 1; ; unit *= 0x80) {
      const byte = bytes[next++];
      if (byte === undefined) throw endsEarly();
      if (byte < 0x80) {
        this.#next = next;
        return value + byte * unit;
      }
      value += (byte - 0x80) * unit;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** Skips this many numbers. */
  skip(count: number): void {
    const bytes = this.#bytes;
    let next = this.#next;
    for (let left = count; left > 0; left--) {
      while ((bytes[next] ?? 0) >= 0x80) next++;
      next++;
    }
    if (next > bytes.length) throw endsEarly();
    this.#next = next;
  }
}

function endsEarly(): Error {
  return new Error('the database disk image is malformed: a row of numbers ends early');
}
