/** One worker of the simulation: examines its batches one after the other. */

import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { examineBatch } from '../worlds/batch.ts';
import { examineLongBatch } from '../worlds/long/long-batch.ts';

const taskSchema = z.object({ seed: z.number(), from: z.number(), to: z.number(), long: z.boolean() });

parentPort?.on('message', async (message: unknown) => {
  const { seed, from, to, long } = taskSchema.parse(message);
  const examined = long ? examineLongBatch(seed, from, to, evaluate) : examineBatch(seed, from, to, evaluate);
  parentPort?.postMessage({ from, to, ...(await examined) });
});
