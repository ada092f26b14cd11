import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batch, entry, STATE_JSON } from '#testing/store/entries.ts';
import { KEEP, T0 } from '#testing/store/postures.ts';
import { hashOf } from './canonical-hash.ts';
import { JournalDatabase } from './database.ts';
import { migrate } from './schema.ts';

let folder: string;
let file: string;
let database: JournalDatabase;

const open = (keep = KEEP) => JournalDatabase.open(file, 'judge-1', T0, keep).database;
/** The console evaluates each second of this interval. */
const watch = (from: number, to: number) => {
  for (let at = from; at <= to; at += 1_000) database.write(batch(at));
};
/** Another process continues with the file. */
const restart = (keep = KEEP) => {
  database.close();
  database = open(keep);
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
  test('comes back byte for byte, with its hash and its evaluation version', () => {
    const posture = entry(T0, 'a');
    database.write(batch(T0, posture));
    const { stored } = database.postureAt(T0 + 500);
    expect(stored).toEqual({
      at: T0,
      hash: hashOf(posture.json),
      evaluationVersion: 'judge-1',
      json: posture.json,
    });
  });

  test('is in force until the next one, which is returned, as is the one before', () => {
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

  test('of the same millisecond as another one is kept beside it, and the later one is in force', () => {
    database.write(batch(T0, entry(T0, 'a'), entry(T0, 'b')));
    expect(database.changes(T0, T0, 10).changes.map((c) => c.id)).toEqual(['a', 'b']);
    expect(database.postureAt(T0).stored?.json).toContain('“b”');
  });

  test('that is written twice is kept once', () => {
    database.write(batch(T0, entry(T0, 'a')));
    database.write(batch(T0, entry(T0, 'a')));
    expect(database.changes(T0, T0, 10).changes).toHaveLength(1);
  });

  test('has a hash that does not depend on the order of keys (RFC 8785)', () => {
    expect(hashOf('{"b":1,"a":[1.0,"é"]}')).toBe(hashOf('{ "a": [1, "\\u00e9"], "b": 1 }'));
    expect(hashOf('{"a":1}')).not.toBe(hashOf('{"a":2}'));
  });

  test('is deleted when it is older than the retention', () => {
    database.write(batch(T0, entry(T0, 'a'), entry(T0 + 1, 'b')));
    restart({ days: 1, rawDays: 1 });
    const later = T0 + 2 * 86_400_000;
    database.write(batch(later, entry(later, 'c')));
    expect(database.changes(T0, later, 10).changes.map((c) => c.id)).toEqual(['c']);
  });
});

describe('a moment', () => {
  const why = (at: number) => database.postureAt(at).unobserved;

  test('in which the console evaluated each second is observed', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 10_000);
    expect([why(T0), why(T0 + 9_500), why(T0 + 11_000)]).toEqual([null, null, null]);
  });

  test('after the console was gone is not, though its last posture is returned', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 10_000);
    expect(why(T0 + 12_000)).toMatch(/not running/);
    expect(database.postureAt(T0 + 12_000).stored?.at).toBe(T0);
  });

  test.each([60_000, 4_000])(
    'of a new process after %d ms is not observed by the posture of the one before',
    (gap) => {
      database.write(batch(T0, entry(T0, 'a')));
      watch(T0, T0 + 5_000);
      restart();
      const again = T0 + 5_000 + gap;
      expect(why(again - 1_000)).toMatch(/not running/);
      database.write(batch(again, entry(again, 'b')));
      expect(why(again - 1_000)).toMatch(/not running/);
      expect(why(again)).toBeNull();
    },
  );

  test('of a process that has evaluated and published nothing yet is not observed', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 5_000);
    restart();
    watch(T0 + 60_000, T0 + 62_000);
    expect(why(T0 + 61_000)).toMatch(/not running/);
  });

  test('after the same process was suspended is observed by its earlier posture', () => {
    database.write(batch(T0, entry(T0, 'a')));
    watch(T0, T0 + 3_000);
    watch(T0 + 20_000, T0 + 22_000);
    expect([why(T0 + 10_000), why(T0 + 21_000)]).toEqual([expect.stringMatching(/did not evaluate/), null]);
  });

  test('with a lost write says why', () => {
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

test('the changes of an interval come in order, with the unwatched times, and a flag if there are more', () => {
  database.write(batch(T0, entry(T0, 'a')));
  watch(T0, T0 + 4_000);
  watch(T0 + 30_000, T0 + 34_000);
  database.write(batch(T0 + 34_000, entry(T0 + 33_000, 'b')));
  const { changes, holes, more } = database.changes(T0 - 20_000, T0 + 40_000, 10);
  expect(changes.map((c) => c.id)).toEqual(['a', 'b']);
  expect(more).toBe(false);
  expect(holes.map((h) => [Date.parse(h.from) - T0, Date.parse(h.to) - T0])).toEqual([
    [-20_000, 0],
    [5_500, 30_000],
    [35_500, 40_000],
  ]);
  expect(database.changes(T0, T0 + 40_000, 1)).toMatchObject({ changes: [{ id: 'a' }], more: true });
});

test('a time that could not be kept is listed once, not as unwatched too', () => {
  database.write(batch(T0, entry(T0, 'a')));
  database.writeHole(T0 + 1_000, T0 + 60_000, 'could not be kept: the disk is full');
  database.write(batch(T0 + 60_000));
  expect(database.changes(T0, T0 + 60_000, 10).holes.map(({ why }) => why)).toEqual([
    'could not be kept: the disk is full',
  ]);
});

describe('the file', () => {
  test('keeps the last evaluation state over a restart', () => {
    database.write(batch(T0 + 7_000));
    restart();
    expect(database.saved).toEqual({ at: T0 + 7_000, json: STATE_JSON });
  });

  test.each([
    ['is no database', 'this is no database at all, whatever its name says'.repeat(100)],
    ['is one cut off in its midst', null],
  ])('that %s is set aside, not deleted, and a new one is begun', (_, text) => {
    for (let i = 0; i < 200; i++) database.write(batch(T0 + i, entry(T0 + i, `p${i}`)));
    database.close();
    if (text === null) spoil(file);
    else writeFileSync(file, text);
    const opened = JournalDatabase.open(file, 'j', T0, KEEP);
    database = opened.database;
    expect(opened.setAside).toBe(`${file}.damaged-2026-11-20T151500.000Z`);
    expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(true);
    expect(database.postureAt(T0).stored).toBeNull();
  });

  test('of a later version is refused in words, and left unchanged', () => {
    database.close();
    const later = new DatabaseSync(file);
    later.exec('PRAGMA user_version = 99');
    later.close();
    expect(() => open()).toThrow(/later version/);
    const restored = new DatabaseSync(file);
    restored.exec('PRAGMA user_version = 1');
    restored.close();
    database = open();
  });

  test('of an earlier version is migrated step by step, and no step runs twice', () => {
    const held = new DatabaseSync(':memory:');
    const first = 'CREATE TABLE a (x INTEGER) STRICT;';
    migrate(held, [first]);
    held.exec('INSERT INTO a VALUES (7)');
    migrate(held, [first, 'ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5;']);
    migrate(held, [first, 'ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5;']);
    expect(held.prepare('SELECT x, y FROM a').all()).toMatchObject([{ x: 7, y: 5 }]);
  });
});

/** Zeroes over all pages except the first: it opens, and its content cannot be read. */
function spoil(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0x5a, 4096));
}
