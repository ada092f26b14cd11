/**
 * Keeps a second console from the same folder. The lock is the operating system's own, on a small SQLite file: it ends
 * with the process, however that ends, and a recycled process number cannot hold it.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another console holds the folder. */
export class LockedError extends Error {}

export class Lock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @throws LockedError that names the process with the lock; SQLite's error if the folder cannot be written to. */
  static take(folder: string): Lock {
    const database = new DatabaseSync(join(folder, 'console.lock'));
    const holder = join(folder, 'console.pid');
    try {
      database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if (!(error instanceof Error) || !/locked|busy/i.test(error.message)) throw error;
      throw new LockedError(
        `another console uses it (process ${read(holder)}). Stop that one, or give a folder of its own`,
      );
    }
    writeFileSync(holder, String(process.pid));
    return new Lock(database);
  }

  release(): void {
    this.#database.close();
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, 20);
  } catch {
    return 'unknown';
  }
}
