/** Long worlds in a row: what occurred in them, and what was wrong. */

import type { Batch } from '../batch.ts';
import { linesOf } from '../batch.ts';
import type { Evaluate } from '../console.ts';
import { count, emptyTally } from '../tally.ts';
import { examineLong } from './examine-long.ts';
import { makeLongWorld } from './long-world.ts';

/** Worlds `from` up to, but without, `to`. */
export async function examineLongBatch(
  seed: number,
  from: number,
  to: number,
  evaluate: Evaluate,
  most = 20,
): Promise<Batch> {
  const tally = emptyTally();
  const violations: string[] = [];
  for (let index = from; index < to; index += 1) {
    const examined = examineLong(await makeLongWorld(seed, index), evaluate);
    count(tally, examined);
    violations.push(...linesOf(examined));
  }
  return { tally, violations: violations.slice(0, most) };
}
