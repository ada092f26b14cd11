/** A program for tests: publishes postures until it is killed, and says what the journal has answered for. */
import { DiskJournal } from '../disk-journal.ts';
import { carryWith, postureAt, T0 } from './postures.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
const journal = await DiskJournal.open({ folder, file: 'j.sqlite', lib: 'lib', now: T0, keepDays: 400 });
const template = postureAt(T0);
process.stdout.write(`carried ${journal.carried?.at ?? 0}\n`);
let at = T0 + Number(from);
setInterval(() => {
  at += 10;
  journal.published({ ...template, id: `p${at}`, at: new Date(at).toISOString() });
  journal.judged(at, carryWith('p1-timer', T0));
}, 5);
// An answer comes after all that was said before the question.
setInterval(() => {
  const asked = at;
  void journal.postureAt(asked).then(() => process.stdout.write(`kept ${asked}\n`));
}, 50);
