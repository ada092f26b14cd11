/** Many worlds in a row: what occurred in them, and what was wrong. */

import type { Evaluate } from './console.ts';
import { type Examined, examine } from './examine.ts';
import { count, emptyTally, type Tally } from './tally.ts';
import { makeWorld } from './world.ts';

export interface Batch {
  tally: Tally;
  /** The first so many violations, each in one line with the world that shows it. */
  violations: string[];
}

/** Worlds `from` up to, but without, `to`. `make`: for those that meet the same worlds again. */
export async function examineBatch(
  seed: number,
  from: number,
  to: number,
  evaluate: Evaluate,
  { most = 20, make = makeWorld }: { most?: number; make?: typeof makeWorld } = {},
): Promise<Batch> {
  const tally = emptyTally();
  const violations: string[] = [];
  for (let index = from; index < to; index += 1) {
    const examined = examine(await make(seed, index), evaluate);
    count(tally, examined);
    if (violations.length < most) violations.push(...linesOf(examined));
  }
  return { tally, violations: violations.slice(0, most) };
}

/** `world 12, 4000 ms, agent/feed: never good unproven: said “…”; … (feed-stale)`. */
export function linesOf({ world, found }: Examined): string[] {
  return found.violations.map(
    ({ at, subject, property, said, why }) =>
      `world ${world.index}, ${at - world.start} ms, ${subject}: ${property}: said “${said}”; ${why} ` +
      `(${world.stage.incidents.join(', ')})`,
  );
}
