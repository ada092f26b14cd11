import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JournalDatabase } from './database.ts';
import type { Batch, Told } from './entry.ts';
import { Keeper } from './keeper.ts';
import { carryWith, T0 } from './sample/postures.ts';

let folder: string;
let database: JournalDatabase;
let told: Told[];
let keeper: Keeper;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-'));
  database = JournalDatabase.open(join(folder, 'j.sqlite'), 'j', T0).database;
  told = [];
  keeper = new Keeper(database, 400, (t) => told.push(t));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const batch = (at: number): Batch => ({
  postures: [{ at, id: `p${at}`, outcome: 'unproven', worst: 'unknown', json: '{}' }],
  judged: { at, carry: JSON.stringify(carryWith('k', T0)) },
});

/** Somebody else holds the file for writing, so that every write is refused. */
function occupy(): DatabaseSync {
  const other = new DatabaseSync(join(folder, 'j.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  return other;
}

test('a write that is refused is told once, tried again, and becomes a hole when it is over', () => {
  keeper.write(batch(T0));
  const other = occupy();
  keeper.write(batch(T0 + 1_000));
  keeper.write(batch(T0 + 2_000));
  expect(told).toEqual([
    { tell: 'state', state: { state: 'failing', since: T0 + 1_000, why: expect.stringMatching(/locked/) } },
  ]);
  other.close();
  keeper.write(batch(T0 + 3_000));
  expect(told.at(-1)).toEqual({ tell: 'state', state: { state: 'ok' } });
  expect(database.postureAt(T0 + 1_500).unobserved).toMatch(/could not be kept/);
  expect(database.postureAt(T0 + 3_000).stored?.at).toBe(T0 + 3_000);
});

test.each([
  ['database or disk is full', /make room/],
  ['attempt to write a readonly database', /must be writable/],
  ['database disk image is malformed', /sets it aside/],
])('%s: told with what mends it', (words, mends) => {
  const failing = Object.assign(Object.create(database), {
    write: () => {
      throw new Error(words);
    },
  });
  new Keeper(failing, 400, (t) => told.push(t)).write(batch(T0));
  expect(told).toEqual([
    { tell: 'state', state: { state: 'failing', since: T0, why: expect.stringMatching(mends) } },
  ]);
});

test('a question that cannot be answered is refused, and the next one is answered', () => {
  keeper.write(batch(T0));
  keeper.answer(1, { ask: 'changes', from: Number.NaN, to: 0, limit: -1 });
  keeper.answer(2, { ask: 'posture-at', at: T0 });
  expect(told.map((t) => t.tell).at(-1)).toBe('answer');
});
