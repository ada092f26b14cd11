import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOf, JournalDatabase } from './database.ts';
import type { Batch, PostureEntry } from './entry.ts';
import { carryWith, T0 } from './sample/postures.ts';

let folder: string;
let file: string;
let database: JournalDatabase;

const open = () => JournalDatabase.open(file, 'judge-1', T0).database;
const entry = (at: number, id: string): PostureEntry => ({
  at,
  id,
  outcome: 'proven-off',
  worst: 'good',
  json: JSON.stringify({ id, at, text: `µ “${id}”` }),
});
const judged = (at: number) => ({ at, carry: JSON.stringify(carryWith('k', T0)) });
const batch = (at: number, ...postures: PostureEntry[]): Batch => ({ postures, judged: judged(at) });
/** The console judges each second of this span. */
const watch = (from: number, to: number) => {
  for (let at = from; at <= to; at += 1_000) database.write(batch(at));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'journal.sqlite');
  database = open();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a posture', () => {
  test('comes back byte for byte, with its hash and the judge that gave it', () => {
    const posture = entry(T0, 'a');
    database.write(batch(T0, posture));
    const { stored } = database.postureAt(T0 + 500);
    expect(stored).toEqual({ at: T0, hash: hashOf(posture.json), judge: 'judge-1', json: posture.json });
  });

  test('is in force until the next one, which is told, as the one before is', () => {
    database.write(batch(T0, entry(T0, 'a')));
    database.write(batch(T0 + 2_000, entry(T0 + 2_000, 'b'), entry(T0 + 2_500, 'c')));
    const at = (ms: number) => {
      const { stored, previous, next } = database.postureAt(T0 + ms);
      return [stored?.json.includes('“b”') ? 'b' : stored?.at, previous, next];
    };
    expect(at(-1)).toEqual([undefined, null, T0]);
    expect(at(1_999)).toEqual([T0, null, T0 + 2_000]);
    expect(at(2_000)).toEqual(['b', T0, T0 + 2_500]);
    expect(at(9_000)).toEqual([T0 + 2_500, T0 + 2_000, null]);
  });

  test('has a hash that does not depend on the order of keys (RFC 8785)', () => {
    expect(hashOf('{"b":1,"a":[1.0,"é"]}')).toBe(hashOf('{ "a": [1, "\\u00e9"], "b": 1 }'));
    expect(hashOf('{"a":1}')).not.toBe(hashOf('{"a":2}'));
  });

  test('is dropped when it is older than what is kept, a few at a time', () => {
    database.write(batch(T0, entry(T0, 'a'), entry(T0 + 1, 'b'), entry(T0 + 2, 'c')));
    expect(database.prune(T0 + 2, 1)).toBe(true);
    expect(database.prune(T0 + 2, 5)).toBe(false);
    expect(database.changes(T0, T0 + 10, 10).changes.map((c) => c.id)).toEqual(['c']);
  });
});

describe('a moment', () => {
  const why = (at: number) => database.postureAt(at).unobserved;

  test('in which the console judged each second is observed', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 10_000);
    expect([why(T0), why(T0 + 9_500), why(T0 + 14_000)]).toEqual([null, null, null]);
  });

  test('after the console was gone is not, though what it said last is remembered', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 10_000);
    expect(why(T0 + 16_000)).toMatch(/not running/);
    expect(database.postureAt(T0 + 16_000).stored?.at).toBe(T0);
  });

  test('of a new process is not observed by what the one before it said', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 5_000);
    watch(T0 + 60_000, T0 + 65_000);
    expect(why(T0 + 62_000)).toMatch(/not running/);
    database.write(batch(T0 + 63_000, entry(T0 + 63_000, 'b')));
    expect(why(T0 + 64_000)).toBeNull();
  });

  test('of which something could not be kept says why', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 10_000);
    database.writeHole(T0 + 3_000, T0 + 5_000, 'could not be kept: the disk is full');
    expect([why(T0 + 2_999), why(T0 + 4_000), why(T0 + 5_001)]).toEqual([
      null,
      'could not be kept: the disk is full',
      null,
    ]);
  });
});

describe('the changes of a span', () => {
  test('are told in order, as many as are asked for, with the times in which nobody watched', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 4_000);
    watch(T0 + 30_000, T0 + 34_000);
    database.write(batch(T0 + 34_000, entry(T0 + 33_000, 'b')));
    const { changes, holes } = database.changes(T0 - 20_000, T0 + 40_000, 10);
    expect(changes.map((c) => c.id)).toEqual(['a', 'b']);
    expect(holes.map((h) => [Date.parse(h.from) - T0, Date.parse(h.to) - T0])).toEqual([
      [-20_000, 0],
      [4_000, 30_000],
      [34_000, 40_000],
    ]);
    expect(database.changes(T0, T0 + 40_000, 1).changes).toHaveLength(1);
  });
});

describe('the file', () => {
  test('holds the last carry over a restart', () => {
    database.write(batch(T0 + 7_000));
    database.close();
    database = open();
    expect(database.carried()).toEqual({ at: T0 + 7_000, json: JSON.stringify(carryWith('k', T0)) });
  });

  test('that is damaged is set aside, not deleted, and a new one is begun', () => {
    database.close();
    writeFileSync(file, 'this is no database at all, whatever its name says'.repeat(100));
    const opened = JournalDatabase.open(file, 'j', T0);
    database = opened.database;
    expect(opened.setAside).toBe(`${file}.damaged-2026-11-20T151500.000Z`);
    expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(true);
    expect(database.postureAt(T0).stored).toBeNull();
  });

  test('of a later version is refused in words, and left as it is', () => {
    database.close();
    const later = new DatabaseSync(file);
    later.exec('PRAGMA user_version = 99');
    later.close();
    expect(open).toThrow(/later version/);
    const restored = new DatabaseSync(file);
    restored.exec('PRAGMA user_version = 1');
    restored.close();
    database = open();
  });
});
