/** Runs a part of the race in a thread of its own, in which the recogniser is loaded with its switches. */

import { parentPort, workerData } from 'node:worker_threads';
import { loadWithSwitches } from './clauses/hooks.ts';
import { taskSchema } from './outcome.ts';

const clauses = loadWithSwitches();
const { race } = await import('./race.ts');
parentPort?.postMessage(await race(clauses, taskSchema.parse(workerData)));
