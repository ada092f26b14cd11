/** The real console over a stage, in time that only the test lets pass. */

import { readFileSync } from 'node:fs';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { type Evaluation, evaluate as ownEvaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { parsePlan } from '#server/plan-file.ts';
import { startCollectors } from '../pipeline/collectors.ts';
import { EventClock } from '../pipeline/event-clock.ts';
import { clientOf } from '../pipeline/network.ts';
import { FRIDAY_1015_ET } from '../practice/test-mesh.ts';
import { type Evaluate, liveThrough as watchWorld } from '../worlds/console.ts';
import type { Happening, Step, ZooCase } from './case.ts';
import { quarryWorld } from './quarry.ts';
import { ENVIRONMENT, Stage } from './stage.ts';

export type Posture = Evaluation['said'];

export const NOTHING: Step = {
  quiet: false,
  objects: [],
  patches: [],
  remove: [],
  answers: [],
  serves: [],
  refuse: [],
  cloudRun: [],
};

/** What the console says after each second of a case. `evaluate`: instead of the console's own. */
export async function liveThrough(given: Happening, evaluate: Evaluate = ownEvaluate): Promise<Posture[]> {
  const { now, mesh, until, steps, ...first } = given;
  if (mesh !== undefined) return watchWorld(await quarryWorld(given, mesh), evaluate).map(({ said }) => said);
  const clock = new EventClock(now === undefined ? FRIDAY_1015_ET : Date.parse(now));
  clock.install(() => 0.5);
  const stage = new Stage();
  try {
    stage.apply(first);
    return await watched(shippedPlan(), stage, clock, { until, steps, evaluate });
  } finally {
    stage.stop();
    clock.uninstall();
  }
}

function shippedPlan(): Plan {
  const found = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
  if (!found.ok) throw new Error('the shipped plan is not valid');
  return found.plan;
}

async function watched(
  plan: Plan,
  stage: Stage,
  clock: EventClock,
  { until, steps, evaluate }: Pick<ZooCase, 'until' | 'steps'> & { evaluate: Evaluate },
): Promise<Posture[]> {
  const pending: Fact[] = [];
  const collectors = startCollectors({
    ...{ plan, clock, env: ENVIRONMENT, http: clientOf(stage) },
    say: (facts) => pending.push(...facts),
  });
  let ledger = EMPTY_LEDGER;
  let state = EMPTY_STATE;
  const said: Posture[] = [];
  for (let second = 0; second < until; second += 1) {
    for (const step of steps.filter(({ at }) => at > second - 1 && at <= second)) stage.apply(step);
    await clock.passUntil(clock.now() + 1000);
    ledger = applyAll(ledger, pending.splice(0));
    const at = clock.now();
    const evaluation = evaluate({ plan, ledger, market: marketAt(at), now: at }, state);
    state = evaluation.evaluationState;
    said.push(evaluation.said);
  }
  await collectors.stop();
  return said;
}
