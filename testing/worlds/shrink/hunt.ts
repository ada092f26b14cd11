/** What is hunted: the same property violated for the same subject, by the same evaluation, in smaller and smaller worlds. */

import { parseCase } from '../../zoo/case.ts';
import { quarryWorld } from '../../zoo/quarry.ts';
import type { Evaluate } from '../console.ts';
import { examine } from '../examine.ts';
import type { Violation } from '../verdicts.ts';
import { type Recipe, type SimulatedWorld, worldOf } from '../world.ts';
import { caseText } from './case-text.ts';
import type { Demand } from './expectation.ts';
import type { Scene } from './scene.ts';

export interface Hunt {
  seed: number;
  index: number;
  evaluate: Evaluate;
  property: string;
  subject: string;
  /** Why it is one: a world that breaks the property for another reason is another find. */
  why: string;
  demand: Demand;
  /** Epoch milliseconds of real time: later nothing smaller is looked for. */
  until: number;
  tell: (line: string) => void;
}

/** The violations of this kind in a world, by their time. */
export function violationsIn({ evaluate, property, subject, why }: Hunt, world: SimulatedWorld): Violation[] {
  const { violations } = examine(world, evaluate).found;
  return violations.filter((v) => v.property === property && v.subject === subject && v.why === why);
}

export async function inRecipe(hunt: Hunt, recipe: Recipe): Promise<Violation[]> {
  if (Date.now() > hunt.until) return [];
  return violationsIn(hunt, await worldOf(recipe, hunt.seed, hunt.index));
}

const UNTOLD = { source: 'found by the simulator', what: 'not yet told', why: 'not yet told' };

/** The world of a scene as its case makes it, with the truth of the scene. */
export async function worldOfScene(
  { demand, index }: Pick<Hunt, 'demand' | 'index'>,
  scene: Scene,
): Promise<SimulatedWorld> {
  const { mesh, ...given } = parseCase('scene', caseText(scene, UNTOLD, demand));
  if (mesh === undefined) throw new Error('a scene is on the quarry');
  const world = await quarryWorld({ ...given, mesh }, mesh);
  world.stage.marks.push(...scene.marks);
  return { ...world, index };
}

export async function inScene(hunt: Hunt, scene: Scene): Promise<Violation[]> {
  if (Date.now() > hunt.until) return [];
  return violationsIn(hunt, await worldOfScene(hunt, scene));
}
