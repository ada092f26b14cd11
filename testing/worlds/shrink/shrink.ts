/** From a world that shows a violation to the smallest case of the zoo that shows it too. */

import type { Evaluate } from '../console.ts';
import { examine } from '../examine.ts';
import type { Violation } from '../verdicts.ts';
import { makeWorld, type Recipe, recipeOf, type SimulatedWorld } from '../world.ts';
import { caseText } from './case-text.ts';
import { demandOf, SAYABLE } from './expectation.ts';
import { type Hunt, inRecipe, inScene } from './hunt.ts';
import { type Scene, sceneOf } from './scene.ts';
import { smallerRecipe } from './smaller-recipe.ts';
import { smallerScene } from './smaller-scene.ts';
import { tell } from './telling.ts';

export interface Wanted {
  seed: number;
  index: number;
  evaluate: Evaluate;
  /** Which violation, if not the first. */
  property?: string | undefined;
  subject?: string | undefined;
  tell: (line: string) => void;
}

export interface Shrunk {
  /** Of its file in the zoo. */
  text: string;
  scene: Scene;
  violation: Violation;
}

/** Looking for something smaller ends after this. */
const LONGEST_MS = 60_000;

/** @throws if the world shows no such violation, or no case can show it. */
export async function shrink(wanted: Wanted): Promise<Shrunk> {
  const { seed, index } = wanted;
  const world = await makeWorld(seed, index);
  const { violation: first, demand } = wantedIn(wanted, world);
  const { property, subject, why } = first;
  const hunt: Hunt = { ...wanted, property, subject, why, demand, until: Date.now() + LONGEST_MS };
  hunt.tell(`world ${index}: ${property}, ${subject}: said “${first.said}”; ${first.why}`);
  const recipe = await smallerRecipe(hunt, await withTimes(hunt, recipeOf(seed, index), world));
  const scene = await smallerScene(hunt, await staged(hunt, recipe));
  const [violation] = await inScene({ ...hunt, until: Number.POSITIVE_INFINITY }, scene);
  if (violation === undefined) throw new Error('The case does not show it any more.');
  return { text: caseText(scene, tell({ seed, index, scene, violation }), demand), scene, violation };
}

/** The first one that a case can say. */
function wantedIn({ property, subject, evaluate }: Wanted, world: SimulatedWorld) {
  const { violations } = examine(world, evaluate).found;
  for (const violation of violations) {
    if ((property ?? violation.property) !== violation.property) continue;
    if ((subject ?? violation.subject) !== violation.subject) continue;
    const demand = demandOf(violation);
    if (demand !== null) return { violation, demand };
  }
  const all = [...new Set(violations.map((v) => `“${v.property}” of ${v.subject}`))];
  throw new Error(
    `The world shows no such violation that a case can say. It shows: ${all.join('; ') || 'none'}. ` +
      `A case can say: ${SAYABLE.join('; ')}.`,
  );
}

/** At the instants of the world, and each second where that shows it too: what is left then depends less on chance. */
async function withTimes(hunt: Hunt, recipe: Recipe, world: SimulatedWorld): Promise<Recipe> {
  const drawn = world.lives.flatMap(({ times }) => times);
  const seconds = Array.from(
    { length: Math.floor((recipe.end - recipe.start) / 1000) },
    (_, i) => recipe.start + (i + 1) * 1000,
  );
  const dense = { ...recipe, times: [...drawn, ...seconds].sort((a, b) => a - b) };
  return (await inRecipe(hunt, dense)).length === 0 ? { ...recipe, times: drawn } : dense;
}

async function staged(hunt: Hunt, recipe: Recipe): Promise<Scene> {
  const to = recipe.lives.at(-1)?.to ?? recipe.end;
  const scene = {
    ...sceneOf(
      recipe,
      (recipe.times ?? []).filter((at) => at < to),
    ),
    end: to - 1,
  };
  if ((await inScene({ ...hunt, until: Number.POSITIVE_INFINITY }, scene)).length > 0) return scene;
  throw new Error(
    'The world shows it, and the case made of it does not: the zoo lacks words for what happens in it.',
  );
}
