/** The draws and worlds that every run of the tests sends all saboteurs through, in two parts, so that two workers share them. */

import type { Task } from './outcome.ts';

export const PARTS = 2;
const SEED = 20_261_120;
const DRAWS = 2_300;
const WORLDS = 800;
const PATIENCE = 6;

export const mixOf = (part: number): Task => ({
  seed: SEED,
  draws: DRAWS,
  worlds: WORLDS,
  part,
  parts: PARTS,
  patience: PATIENCE,
});
