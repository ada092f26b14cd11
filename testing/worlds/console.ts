/** The console over a world: facts fold into the ledger, and evaluation gives the posture. */

import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE, type EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import type { Burst, LivedLife } from './record.ts';
import { sessionAt } from './sessions.ts';
import type { SimulatedWorld } from './world.ts';

export type Evaluate = (world: World, before: EvaluationState) => Evaluation;

/** The posture at one instant, and the start of this console. */
export interface Moment {
  at: number;
  life: LivedLife;
  said: Evaluation['said'];
  world: World;
  before: EvaluationState;
}

/** Lives through a world. */
export function liveThrough(world: SimulatedWorld, evaluate: Evaluate): Moment[] {
  let evaluationState = EMPTY_STATE;
  return world.lives.flatMap((life) => {
    let ledger = EMPTY_LEDGER;
    let next = 0;
    const { bursts } = life;
    if (!life.keepsCarry) evaluationState = EMPTY_STATE;
    return life.times.map((at) => {
      const arrived: Burst[] = [];
      for (let burst = bursts[next]; burst !== undefined && burst.at <= at; burst = bursts[next]) {
        arrived.push(burst);
        next += 1;
      }
      ledger = applyAll(
        ledger,
        arrived.flatMap((b) => b.facts),
      );
      const given = { plan: world.plan, ledger, market: sessionAt(at), now: at };
      const before = evaluationState;
      const evaluation = evaluate(given, before);
      evaluationState = evaluation.evaluationState;
      return { at, life, said: evaluation.said, world: given, before };
    });
  });
}
