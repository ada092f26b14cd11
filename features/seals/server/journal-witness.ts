/** A posture in the journals of a data folder. They are only read, also while a console writes them. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import { hashOf } from '#store/canonical-hash.ts';
import { JOURNAL_FILE } from '#store/data-folder.ts';
import { Statements } from '#store/statements.ts';
import type { SealPayload } from './seal-code.ts';

/** A posture of a thousand agents has some megabytes. */
const LARGEST_POSTURE = 256 * 1024 * 1024;

/** `held`: the same posture. `other`: one of that id and time that differs. `none`: there is no journal to ask. */
export type Witness = { tells: 'held' | 'missing' | 'other' | 'none' | 'unreadable'; words: string };

type Sealed = Pick<SealPayload, 'posture' | 'published' | 'hash'>;

/** Never throws. */
export function askJournals(folder: string | null, sealed: Sealed): Witness {
  const files = folder === null ? [] : journalsIn(folder);
  if (folder === null || files.length === 0)
    return { tells: 'none', words: 'there is no journal to compare its posture with' };
  const told = files.map((file) => askJournal(join(folder, file), sealed));
  const [best] = told.toSorted((a, b) => WEIGHT[a.tells] - WEIGHT[b.tells]);
  return best ?? { tells: 'none', words: 'no journal answered' };
}

/** A contradiction in one journal stands; a gap in one is filled by another. */
const WEIGHT: Readonly<Record<Witness['tells'], number>> = {
  other: 0,
  held: 1,
  unreadable: 2,
  missing: 3,
  none: 4,
};

function journalsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => JOURNAL_FILE.test(name));
  } catch {
    return [];
  }
}

function askJournal(file: string, sealed: Sealed): Witness {
  try {
    return answerOf(file, sealed);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { tells: 'unreadable', words: `${file} cannot be read (${why})` };
  }
}

/** @throws what SQLite and zlib say of the file. */
function answerOf(file: string, { posture, published, hash }: Sealed): Witness {
  const sql = new Statements(new DatabaseSync(file, { readOnly: true, timeout: 2_000 }));
  try {
    const at = Date.parse(published);
    const rows = sql.rows('SELECT body FROM posture WHERE at = ? AND id = ?', at, posture);
    if (rows.length === 0)
      return { tells: 'missing', words: `${file} has no posture ${posture} of ${published}` };
    const hashes = rows.map((row) =>
      hashOf(inflateRawSync(row.bytes('body'), { maxOutputLength: LARGEST_POSTURE }).toString()),
    );
    return hashes.includes(hash)
      ? { tells: 'held', words: `${file} holds that posture, by its SHA-256` }
      : { tells: 'other', words: `${file} holds another posture under that id and time` };
  } finally {
    sql.close();
  }
}
