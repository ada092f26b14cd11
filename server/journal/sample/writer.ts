/** A program for tests: publishes postures as fast as it can until it is killed, and says when each was given away. */
import { DiskJournal } from '../disk-journal.ts';
import { carryWith, postureAt, T0 } from './postures.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
const journal = await DiskJournal.open({ folder, file: 'j.sqlite', lib: 'lib', now: T0, keepDays: 400 });
const template = postureAt(T0);
process.stdout.write(`carried ${journal.carried?.at ?? 'nothing'}\n`);
let at = T0 + Number(from);
setInterval(() => {
  at += 10;
  journal.published({ ...template, id: `p${at}`, at: new Date(at).toISOString() });
  journal.judged(at, carryWith('p1-timer', T0));
  process.stdout.write(`${at} ${performance.now()}\n`);
}, 5);
