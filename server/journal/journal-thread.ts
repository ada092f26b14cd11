/** The thread that keeps the journal: it holds the lock and the file, and does what it is told in order. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { JournalDatabase } from './database.ts';
import type { JournalOptions, Order, Told } from './entry.ts';
import { judgeVersion } from './judge-version.ts';
import { Keeper } from './keeper.ts';
import { Lock } from './lock.ts';

const { folder, file, lib, now, keepDays }: JournalOptions = workerData;

const tell = (told: Told) => parentPort?.postMessage(told);

try {
  const lock = Lock.take(folder);
  const { database, setAside } = JournalDatabase.open(join(folder, file), judgeVersion(lib), now);
  const keeper = new Keeper(database, keepDays, tell);
  parentPort?.on('message', (order: Order) => {
    if (order.order === 'write') keeper.write(order.batch);
    else if (order.order === 'answer') keeper.answer(order.number, order.question);
    else {
      database.close();
      lock.release();
      tell({ tell: 'closed' });
      parentPort?.close();
    }
  });
  tell({ tell: 'open', carried: database.carried(), setAside });
} catch (error) {
  tell({ tell: 'cannot-open', why: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
}
