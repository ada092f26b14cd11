/** The first half of the worlds that every run of the tests examines; two files, so that two workers share them. */

import { expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { examineBatch } from './batch.ts';
import { tooRare } from './tally.ts';
import { makeWorld, type SimulatedWorld } from './world.ts';

const SEED = 20_261_120;
/** Fewer for each mutant of evaluation, and made once for all of them (docs/decisions/0010). */
const A_MUTANT = process.env.SIMULATED_WORLDS;
const WORLDS = Number(A_MUTANT ?? 450);
const ENOUGH_TO_COUNT = 400;
const TIME_LIMIT_MS = 240_000;

const made = new Map<number, SimulatedWorld>();

async function make(seed: number, index: number): Promise<SimulatedWorld> {
  const world = made.get(index) ?? (await makeWorld(seed, index));
  if (A_MUTANT !== undefined) made.set(index, world);
  return world;
}

test(
  'evaluation is never falsely green, cries no wolf, and tells in time what is in sight',
  async () => {
    const { tally, violations } = await examineBatch(SEED, 0, WORLDS, evaluate, { make });
    expect(violations).toEqual([]);
    expect(tally.worlds).toBe(WORLDS);
    // Each outcome, verdict and state in at least one world of two hundred, or the properties proved nothing of it.
    if (WORLDS >= ENOUGH_TO_COUNT) expect(tooRare(tally)).toEqual([]);
  },
  TIME_LIMIT_MS,
);

test('a seed and an index make the same world each time', async () => {
  const made = async (index: number) =>
    (await makeWorld(SEED, index)).lives.map((life) => [life.bursts, life.times]);
  expect(await made(7)).toEqual(await made(7));
  expect(await made(7)).not.toEqual(await made(8));
});
