import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '#store/canonical-hash.ts';
import { JournalDatabase } from '#store/database.ts';
import { batch, entry } from '#testing/store/entries.ts';
import { KEEP, T0 } from '#testing/store/postures.ts';
import { askJournals, type Witness } from './journal-witness.ts';

const POSTURE = entry(T0, 'a');
const SEALED = {
  posture: POSTURE.id,
  published: new Date(T0).toISOString(),
  hash: hashOf(POSTURE.json),
};
const root = mkdtempSync(join(tmpdir(), 'witness-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A data folder with a journal for each of these: the postures in it, or bytes that are none. */
function folderOf(name: string, ...journals: (ReturnType<typeof entry>[] | string)[]): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const [i, held] of journals.entries()) {
    const file = join(folder, `journal-${i}.sqlite`);
    if (typeof held === 'string') writeFileSync(file, held);
    else written(file, held);
  }
  return folder;
}

function written(file: string, postures: ReturnType<typeof entry>[]): void {
  const { database } = JournalDatabase.open(file, 'judge-1', T0, KEEP);
  database.write(batch(T0, ...postures));
  database.close();
}

describe('a journal', () => {
  const another = { ...POSTURE, json: JSON.stringify({ id: 'a', at: T0, text: 'another' }) };
  test.each<[string, (ReturnType<typeof entry>[] | string)[], Witness['tells']]>([
    ['with that posture holds it', [[POSTURE]], 'held'],
    ['with another one under its id and time contradicts', [[another]], 'other'],
    ['with both holds it: two processes may say the same at once', [[another, POSTURE]], 'held'],
    ['without any of its id misses it', [[entry(T0, 'b')]], 'missing'],
    ['with its id at another time misses it', [[{ ...POSTURE, at: T0 + 1 }]], 'missing'],
    ['that is no database cannot be read', ['garbage'], 'unreadable'],
    ['that is empty cannot be read', [''], 'unreadable'],
    ['beside one that holds it need not', [[entry(T0, 'b')], 'garbage', [POSTURE]], 'held'],
    ['that contradicts is not mended by one that holds it', [[POSTURE], [another]], 'other'],
    ['that cannot be read says more than one that misses it', [[entry(T0, 'b')], 'garbage'], 'unreadable'],
  ])('%s', (name, journals, tells) => {
    expect(askJournals(folderOf(name, ...journals), SEALED).tells).toBe(tells);
  });
});

describe('there is none to ask', () => {
  test.each<[string, () => string | null]>([
    ['without a folder', () => null],
    ['in a folder that is not there', () => join(root, 'nowhere')],
    ['in an empty folder', () => folderOf('empty')],
  ])('%s', (_, folder) => {
    expect(askJournals(folder(), SEALED)).toEqual({ tells: 'none', words: expect.any(String) });
  });
});

describe('while a console writes it', () => {
  const file = () => join(root, 'written', 'journal-0.sqlite');
  let database: JournalDatabase;
  beforeAll(() => {
    folderOf('written', []);
    database = JournalDatabase.open(file(), 'judge-1', T0, KEEP).database;
    database.write(batch(T0 + 1_000, POSTURE));
  });
  afterAll(() => database.close());

  test('it is read all the same', () => {
    expect(askJournals(join(root, 'written'), SEALED).tells).toBe('held');
  });
});
