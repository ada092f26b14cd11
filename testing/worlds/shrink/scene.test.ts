import { expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { liveThrough, type Moment } from '../console.ts';
import { SUBJECTS } from '../needs.ts';
import { wordOf } from '../word.ts';
import { recipeOf, worldOf } from '../world.ts';
import { worldOfScene } from './hunt.ts';
import { sceneOf } from './scene.ts';

const verdicts = (moments: readonly Moment[]) =>
  moments.map(({ at, said }) => [
    at,
    said.execution.outcome,
    ...SUBJECTS.map((subject) => wordOf(said, subject)?.text.split(',')[0]),
  ]);

const SEED = 7;
const WORLDS = 8;
/** More worlds are looked at until these have been among them. */
const AMONG_THEM = ['restart', 'cloud run'];

test('the case of a world says what the world says, of each subject at each instant', async () => {
  const seen = new Set<string>();
  for (let index = 0; index < WORLDS || AMONG_THEM.some((name) => !seen.has(name)); index += 1) {
    const recipe = recipeOf(SEED, index);
    const world = await worldOf(recipe, SEED, index);
    const times = world.lives.flatMap((life) => life.times);
    const hunt = { index, demand: { say: { execution: 'unproven' } } };
    const told = await worldOfScene(hunt, sceneOf(recipe, times));
    expect(verdicts(liveThrough(told, evaluate)), `world ${index}`).toEqual(
      verdicts(liveThrough(world, evaluate)),
    );
    if (world.lives.length > 1) seen.add('restart');
    if (recipe.onCloudRun) seen.add('cloud run');
  }
});
