/** Moments of a world as the console would publish them. */

import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Posture } from '#lib/posture.ts';
import { composePosture } from '#platform/compose-posture.ts';
import type { Moment } from '../console.ts';
import type { SimulatedWorld } from '../world.ts';

/** A moment with its whole document. */
export interface Told extends Moment {
  posture: Posture;
  /** The evaluation state after it; null where no later moment shows it. */
  after: EvaluationState | null;
}

const ABOUT = { version: '0', build: 'simulated', clockOffsetSeconds: 0, context: 'simulated' };

export function toldOf(world: SimulatedWorld, moments: readonly Moment[]): Told[] {
  const plan = { plan: world.plan, file: 'quarry', digest: 'quarry', problems: [] };
  return moments.map((moment, i) => {
    const { at, said, life } = moment;
    const next = moments[i + 1];
    const after = next !== undefined && next.life === life ? next.before : null;
    const about = { ...ABOUT, startedAt: new Date(life.from).toISOString() };
    return { ...moment, posture: composePosture(said, at, plan, about), after };
  });
}

/** The moments of each life of the console. */
export function byLife(told: readonly Told[]): Told[][] {
  return [...Map.groupBy(told, ({ life }) => life).values()];
}

/** Documents about an instant are made at so many moments of a long world. */
const MOST_ASKED = 500;

/** Some moments over the whole time; all of a short one. */
export function spread(told: readonly Told[]): readonly Told[] {
  const step = Math.ceil(told.length / MOST_ASKED);
  return told.filter((_, i) => i % step === 0);
}
