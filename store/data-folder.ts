/** Files of other meshes in the data folder, such as of practice meshes that are long gone. */

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The name of a journal's file. */
export const JOURNAL_FILE = /^journal-[0-9a-f]+\.sqlite$/;
const BESIDE = /-(wal|shm)$/;
const DAY_MS = 86_400_000;

/** Deletes journals without a write for as long as the retention: everything in them has expired. */
export function dropForgotten(folder: string, own: string, keepDays: number): void {
  for (const name of readdirSync(folder)) {
    if (!JOURNAL_FILE.test(name.replace(BESIDE, '')) || name.startsWith(own)) continue;
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > keepDays * DAY_MS) rmSync(file);
  }
}
