/** Progress of a simulation: plain data, so that it can be stored and resumed. */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const countsSchema = z.record(z.string(), z.number());
const tallySchema = z.object({
  worlds: z.number(),
  hours: z.number(),
  evaluations: z.number(),
  facts: z.number(),
  violations: z.number(),
  occurred: countsSchema,
  applied: countsSchema,
});

export const batchSchema = z.object({
  from: z.number(),
  to: z.number(),
  tally: tallySchema,
  violations: z.array(z.string()),
});
export type DoneBatch = z.infer<typeof batchSchema>;

const stateSchema = z.object({
  seed: z.number(),
  /** True for worlds of hours. */
  long: z.boolean(),
  /** All worlds below this one are in the tally. */
  next: z.number(),
  /** Wall time, in milliseconds. */
  ms: z.number(),
  began: z.string(),
  tally: tallySchema,
  violations: z.array(z.string()),
});
export type SimulationState = z.infer<typeof stateSchema>;

/** @throws where the file holds no state of a simulation. */
export function readState(file: string): SimulationState {
  return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Never leaves half a file behind. */
export function writeState(file: string, state: SimulationState): void {
  writeFileSync(`${file}.part`, JSON.stringify(state));
  renameSync(`${file}.part`, file);
}
