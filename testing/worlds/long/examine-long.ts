/** One long world and an evaluation: what of that is wrong. */

import { type Evaluate, liveThrough } from '../console.ts';
import type { Examined } from '../examine.ts';
import { checkForm } from '../form-properties.ts';
import { Oracle } from '../oracle.ts';
import { checkTruth } from '../truth-properties.ts';
import { Verdicts } from '../verdicts.ts';
import type { LongWorld } from './long-world.ts';
import { checkOverTime } from './time-properties.ts';

export function examineLong(world: LongWorld, evaluate: Evaluate): Examined {
  const found = new Verdicts();
  const moments = liveThrough(world, evaluate);
  const oracle = new Oracle(world);
  checkTruth(oracle, moments, found);
  checkForm(world, moments, evaluate, oracle, found);
  checkOverTime(world, oracle, moments, found);
  return { world, moments, found };
}
