/** One worker of the simulation: examines its batches one after the other. */

import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { examineBatch } from '../worlds/batch.ts';

const taskSchema = z.object({ seed: z.number(), from: z.number(), to: z.number() });

parentPort?.on('message', async (message: unknown) => {
  const { seed, from, to } = taskSchema.parse(message);
  parentPort?.postMessage({ from, to, ...(await examineBatch(seed, from, to, evaluate)) });
});
