/** One world from its seed to its verdicts, with its postures. */

import { type Evaluate, liveThrough, type Moment } from './console.ts';
import { checkForm } from './form-properties.ts';
import { Oracle } from './oracle.ts';
import { checkTruth } from './truth-properties.ts';
import { Verdicts } from './verdicts.ts';
import { makeWorld, type SimulatedWorld } from './world.ts';

export interface Examined {
  world: SimulatedWorld;
  moments: readonly Moment[];
  found: Verdicts;
}

/** Never throws: an exception of evaluation is a violation. */
export function examine(seed: number, index: number, evaluate: Evaluate): Examined {
  const world = makeWorld(seed, index);
  const found = new Verdicts();
  try {
    const moments = liveThrough(world, evaluate);
    const oracle = new Oracle(world);
    checkTruth(oracle, moments, found);
    checkForm(world, moments, evaluate, oracle, found);
    return { world, moments, found };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    found.claim(false, { property: 'total', subject: 'judge', at: world.start, said, why: 'it threw' });
    return { world, moments: [], found };
  }
}
