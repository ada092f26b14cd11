/** One world and an evaluation: what it said, and what of that is wrong. */

import { type Evaluate, liveThrough, type Moment } from './console.ts';
import { checkDerived } from './derived/check.ts';
import { checkForm } from './form-properties.ts';
import { checkHeard } from './heard-properties.ts';
import { Oracle } from './oracle.ts';
import { checkSaid } from './said-properties.ts';
import { checkTruth } from './truth-properties.ts';
import { Verdicts } from './verdicts.ts';
import type { SimulatedWorld } from './world.ts';

export interface Examined {
  world: SimulatedWorld;
  moments: readonly Moment[];
  found: Verdicts;
}

/** Never throws: an exception of evaluation is a violation. */
export function examine(world: SimulatedWorld, evaluate: Evaluate): Examined {
  const found = new Verdicts();
  try {
    const moments = liveThrough(world, evaluate);
    const oracle = new Oracle(world);
    checkTruth(oracle, moments, found);
    checkSaid(oracle, moments, found);
    checkHeard(moments, found);
    checkForm(world, moments, evaluate, oracle, found);
    checkDerived({ world, moments, oracle, found });
    return { world, moments, found };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    found.claim(false, { property: 'total', subject: 'judge', at: world.start, said, why: 'it threw' });
    return { world, moments: [], found };
  }
}
