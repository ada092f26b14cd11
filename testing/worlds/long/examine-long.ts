/** One long world and an evaluation: what of that is wrong, and which of the known faults it shows. */

import { type Evaluate, liveThrough } from '../console.ts';
import type { Examined } from '../examine.ts';
import { checkForm } from '../form-properties.ts';
import { Oracle } from '../oracle.ts';
import { checkTruth } from '../truth-properties.ts';
import { Verdicts } from '../verdicts.ts';
import type { LongWorld } from './long-world.ts';
import { checkAwaited, checkOverTime } from './time-properties.ts';

export interface ExaminedLong extends Examined {
  /** Violations of what is known to be wrong. */
  awaited: Verdicts;
}

export function examineLong(world: LongWorld, evaluate: Evaluate): ExaminedLong {
  const [found, awaited] = [new Verdicts(), new Verdicts()];
  const moments = liveThrough(world, evaluate);
  const oracle = new Oracle(world);
  checkTruth(oracle, moments, found);
  checkForm(world, moments, evaluate, oracle, found);
  checkOverTime(world, oracle, moments, found);
  checkAwaited(world, moments, awaited);
  return { world, moments, found, awaited };
}
