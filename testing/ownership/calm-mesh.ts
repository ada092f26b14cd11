/** The calm practice mesh as the real collectors read it, to be disturbed fact by fact. */

import type { World } from '#lib/evaluate/base/input.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { liveThrough, NOTHING } from '../zoo/run.ts';

export interface CalmMesh {
  world: World;
  /** After the last evaluation: since when all has been calm. */
  state: EvaluationState;
}

/** `now`: the time of day at which it begins. */
export async function calmMesh(now: string): Promise<CalmMesh> {
  let last: CalmMesh | null = null;
  await liveThrough({ ...NOTHING, now, mesh: undefined, until: 8, steps: [] }, (world, before) => {
    const evaluation = evaluate(world, before);
    last = { world, state: evaluation.evaluationState };
    return evaluation;
  });
  if (last === null) throw new Error('the mesh was never read');
  return last;
}
