/**
 * Marks of values that may not be kept: with a key of this installation alone, so that nobody can try values against
 * them. Equal marks tell that a value is the same; with another key nothing can be compared.
 */

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mark } from '#collectors/kubernetes/mappers/map-context.ts';
import { writeWhole } from '#platform/whole-file.ts';

const FILE = 'mark-key';
const BYTES = 32;
const ID_DIGITS = 8;
const MARK_DIGITS = 24;

/** `why`: the key could not be kept, so that marks hold for this process only; null if it is. */
export interface OpenedMarks {
  mark: Mark;
  why: string | null;
}

/** Of a data folder; the key is made if there is none. Never throws. */
export function openMarks(folder: string): OpenedMarks {
  try {
    return { mark: markWith(keyIn(folder)), why: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { mark: markWith(randomBytes(BYTES)), why };
  }
}

function keyIn(folder: string): Buffer {
  const file = join(folder, FILE);
  const held = existsSync(file) ? Buffer.from(readFileSync(file, 'utf8').trim(), 'hex') : null;
  if (held?.length === BYTES) return held;
  const key = randomBytes(BYTES);
  const draft = join(folder, `.${FILE}.${process.pid}`);
  rmSync(draft, { force: true });
  writeWhole(draft, `${key.toString('hex')}\n`, 0o600);
  renameSync(draft, file);
  return key;
}

/** The place is marked too: one value at two places has two marks. */
function markWith(key: Buffer): Mark {
  const id = createHash('sha256').update(key).digest('hex').slice(0, ID_DIGITS);
  return (place, value) => {
    const hash = createHmac('sha256', key)
      .update(JSON.stringify([place, value]))
      .digest('hex');
    return `mark:${id}:${hash.slice(0, MARK_DIGITS)}`;
  };
}
