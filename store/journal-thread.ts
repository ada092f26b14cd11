/** The journal's thread: it holds the lock and the file, and executes its orders in sequence. */

import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { dropForgotten } from './data-folder.ts';
import { isDamage, JournalDatabase, setFileAside } from './database.ts';
import type { JournalOptions, Order, Told } from './entry.ts';
import { evaluationVersion } from './evaluation-version.ts';
import { Lock, LockedError } from './lock.ts';
import { JournalWriter, whyOf } from './writer.ts';

const { folder, file, lib, now, keep }: JournalOptions = workerData;
const path = join(folder, file);

const tell = (told: Told) => parentPort?.postMessage(told);

try {
  const lock = Lock.take(folder);
  dropForgotten(folder, file, keep.days);
  const { database, setAside } = JournalDatabase.open(path, evaluationVersion(lib), now, keep);
  const writer = new JournalWriter(database, tell);
  /** The last message is sent before the port is closed, or it would be lost. */
  const end = (lastWord: () => Told) => {
    database.close();
    tell(lastWord());
    lock.release();
    parentPort?.close();
  };
  parentPort?.on('message', (order: Order) => {
    try {
      if (order.order === 'write') writer.write(order.batch);
      else if (order.order === 'answer') writer.answer(order.number, order.question);
      else end(() => ({ tell: 'closed' }));
    } catch (error) {
      if (!isDamage(error)) throw error;
      end(() => ({ tell: 'damaged', setAside: setFileAside(path, Date.now()) }));
    }
  });
  tell({ tell: 'open', saved: database.saved, setAside });
} catch (error) {
  tell({ tell: 'cannot-open', why: whyOf(error), locked: error instanceof LockedError });
  parentPort?.close();
}
