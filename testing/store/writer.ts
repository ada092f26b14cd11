/** A program for tests: publishes postures until it is killed, and says what the journal has answered for. */

import { openJournal, publishedAt, stateWith, T0 } from './postures.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
let at = T0 + Number(from);
const journal = await openJournal(folder, () => at);
const { posture, inputs } = publishedAt(T0);
const timer = journal.saved?.evaluationState?.timers.get('p1-timer')?.since ?? 0;
process.stdout.write(`saved ${journal.saved?.at ?? 0} ${timer}\n`);
setInterval(() => {
  at += 10;
  journal.published({ ...posture, id: `p${at}`, at: new Date(at).toISOString() }, inputs);
  journal.evaluated(at, stateWith('p1-timer', T0), inputs.ledger);
  journal.sampled({ at, values: [['up/feed', 1]] });
  process.stdout.write(`said ${at} ${Date.now()}\n`);
}, 40);
