/** Long worlds in a row: what occurred in them, what was wrong, and how often each known fault was seen. */

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
    for (const name of new Set(examined.awaited.violations.map(({ property }) => `known fault: ${property}`)))
      tally.occurred[name] = (tally.occurred[name] ?? 0) + 1;
    violations.push(...linesOf(examined));
  }
  return { tally, violations: violations.slice(0, most) };
}
