/** Starts races in threads of their own. */

import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type Outcome, outcomeSchema, type Task } from './outcome.ts';

export function runPart(task: Task): Promise<Outcome[]> {
  const worker = new Worker(new URL('./race-worker.ts', import.meta.url), {
    workerData: task,
    // Worlds are short-lived objects by the thousand: with room for some, few outlive a collection.
    resourceLimits: { maxYoungGenerationSizeMb: 400 },
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the race ended with ${code} and told nothing`)));
    worker.on('message', (message: unknown) => resolve(z.array(outcomeSchema).parse(message)));
  });
}
