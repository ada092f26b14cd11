/** The first half of the worlds that every run of the tests examines; two files, so that two workers share them. */

import { expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { examineBatch } from './batch.ts';
import { rarerThan } from './tally.ts';
import { makeWorld } from './world.ts';

const SEED = 20_261_120;
/** Fewer for each mutant of evaluation (docs/decisions/0010). */
const WORLDS = Number(process.env.SIMULATED_WORLDS ?? 600);
const ENOUGH_TO_COUNT = 500;
const TIME_LIMIT_MS = 240_000;

test(
  'judgement is never falsely green, cries no wolf, and tells in time what is in sight',
  async () => {
    const { tally, violations } = await examineBatch(SEED, 0, WORLDS, evaluate);
    expect(violations).toEqual([]);
    expect(tally.worlds).toBe(WORLDS);
    // Each outcome, verdict and state in at least one world of a hundred, or the properties proved nothing of it.
    if (WORLDS >= ENOUGH_TO_COUNT) expect(rarerThan(tally, 0.01)).toEqual([]);
  },
  TIME_LIMIT_MS,
);

test('a seed and an index make the same world each time', async () => {
  const made = async (index: number) =>
    (await makeWorld(SEED, index)).lives.map((life) => [life.bursts, life.times]);
  expect(await made(7)).toEqual(await made(7));
  expect(await made(7)).not.toEqual(await made(8));
});
