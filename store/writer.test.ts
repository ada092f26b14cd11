import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { batch, entry } from '#testing/store/entries.ts';
import { KEEP, T0 } from '#testing/store/postures.ts';
import { JournalDatabase } from './database.ts';
import type { Told } from './entry.ts';
import { JournalWriter } from './writer.ts';

let folder: string;
let database: JournalDatabase;
let told: Told[];
let writer: JournalWriter;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-'));
  database = JournalDatabase.open(join(folder, 'j.sqlite'), 'j', T0, KEEP).database;
  told = [];
  writer = new JournalWriter(database, (t) => told.push(t));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (at: number) => writer.write(batch(at, entry(at, `p${at}`)));

/** Another process holds the file for writing, so that every write is refused. */
function occupy(): DatabaseSync {
  const other = new DatabaseSync(join(folder, 'j.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  return other;
}

test('each write is acknowledged; a refused one becomes a hole when one succeeds', () => {
  write(T0);
  const other = occupy();
  write(T0 + 1_000);
  write(T0 + 2_000);
  const refused = { tell: 'not-written', why: expect.stringMatching(/locked/) };
  expect(told).toEqual([{ tell: 'written' }, refused, refused]);
  other.close();
  write(T0 + 3_000);
  expect(told.at(-1)).toEqual({ tell: 'written' });
  expect(database.postureAt(T0 + 1_500).unobserved).toMatch(/could not be kept/);
  expect(database.postureAt(T0 + 3_000).stored?.at).toBe(T0 + 3_000);
});

test.each([
  ['database or disk is full', /make room/],
  ['attempt to write a readonly database', /must be writable/],
  ['unable to open database file', /must be writable/],
])('%s: reported with its fix', (words, remedies) => {
  const failing = Object.assign(Object.create(database), {
    write: () => {
      throw new Error(words);
    },
  });
  new JournalWriter(failing, (t) => told.push(t)).write(batch(T0));
  expect(told).toEqual([{ tell: 'not-written', why: expect.stringMatching(remedies) }]);
});

test('a damaged file concerns more than one write: the owner of the file must set it aside', () => {
  const damaged = Object.assign(Object.create(database), {
    write: () => {
      throw new Error('database disk image is malformed');
    },
  });
  expect(() => new JournalWriter(damaged, () => undefined).write(batch(T0))).toThrow(/malformed/);
});

test('a question that cannot be answered is refused, and the next one is answered', () => {
  write(T0);
  writer.answer(1, { ask: 'changes', from: Number.NaN, to: 0, limit: -1 });
  writer.answer(2, { ask: 'posture-at', at: T0 });
  expect(told.map((t) => t.tell).at(-1)).toBe('answer');
});
