/** The console over a world: facts fold into the ledger, and evaluation gives the posture. */

import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE, type EvaluationState, resumed } from '#lib/evaluate/base/state.ts';
import { stepped } from '#lib/evaluate/base/stepped.ts';
import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import { applyAll, EMPTY_LEDGER, forget, rewound, timely } from '#lib/facts/ledger.ts';
import { planAt, shownAt } from './course.ts';
import type { LivedLife } from './record.ts';
import { sessionAt } from './sessions.ts';
import type { SimulatedWorld } from './world.ts';

export type Evaluate = (world: World, before: EvaluationState) => Evaluation;

/** The posture at one instant, and the start of this console. `world.now` is what its clock showed. */
export interface Moment {
  at: number;
  life: LivedLife;
  said: Evaluation['said'];
  world: World;
  before: EvaluationState;
}

/** As the console does (`server/collector.ts`). */
const FORGETS_EVERY_MS = 60_000;
const KEEPS_GONE_MS = 600_000;

/** Lives through a world. */
export function liveThrough(world: SimulatedWorld, evaluate: Evaluate): Moment[] {
  let evaluationState = EMPTY_STATE;
  return world.lives.flatMap((life) => {
    let ledger = EMPTY_LEDGER;
    let next = 0;
    let forgotAt = life.from;
    const { bursts } = life;
    evaluationState = life.keepsCarry ? resumed(evaluationState) : EMPTY_STATE;
    const { steps = [] } = world;
    const fold = (at: number): void => {
      for (let burst = bursts[next]; burst !== undefined && burst.at <= at; burst = bursts[next]) {
        ledger = applyAll(ledger, timely(burst.facts, shownAt(world, burst.at)));
        next += 1;
      }
    };
    let foldedAt = life.from;
    return life.times.map((at) => {
      for (const step of steps.filter((s) => s.at > foldedAt && s.at <= at)) {
        fold(step.at - 1);
        const shown = shownAt(world, step.at);
        evaluationState = stepped(evaluationState, step.byMs, shown);
        if (step.byMs < 0) ledger = rewound(ledger, shown);
      }
      fold(at);
      foldedAt = at;
      const now = shownAt(world, at);
      if (at >= forgotAt + FORGETS_EVERY_MS) {
        ledger = forget(ledger, now, KEEPS_GONE_MS);
        forgotAt = at;
      }
      const given = { plan: planAt(world, at), ledger, market: sessionAt(now), now };
      const before = evaluationState;
      const evaluation = evaluate(given, before);
      evaluationState = evaluation.evaluationState;
      return { at, life, said: evaluation.said, world: given, before };
    });
  });
}
