/** The console over a world: facts fold into the ledger, and judgement says what the pane would say. */

import type { World } from '#lib/evaluate/base/input.ts';
import { type Carry, EMPTY_CARRY } from '#lib/evaluate/base/state.ts';
import type { Judgement } from '#lib/evaluate/evaluate.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { sessionAt } from './sessions.ts';
import type { Burst, LivedLife, Loses, SimulatedWorld } from './world.ts';

export type Judge = (world: World, before: Carry) => Judgement;

/** What was said at one instant, and since when this console has lived by then. */
export interface Moment {
  at: number;
  life: LivedLife;
  said: Judgement['said'];
  world: World;
  before: Carry;
}

/** Lives through a world. `loses`: what never reaches the console. */
export function liveThrough(world: SimulatedWorld, judge: Judge, loses?: Loses): Moment[] {
  let carry = EMPTY_CARRY;
  return world.lives.flatMap((life) => {
    let ledger = EMPTY_LEDGER;
    let next = 0;
    const bursts = loses === undefined ? life.bursts : life.heard(loses);
    if (!life.keepsCarry) carry = EMPTY_CARRY;
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
      const before = carry;
      const judgement = judge(given, before);
      carry = judgement.carry;
      return { at, life, said: judgement.said, world: given, before };
    });
  });
}
