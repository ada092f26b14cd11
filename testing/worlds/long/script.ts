/** What a long world is made from while its incidents are put together: one stage, and who has which part of it when. */

import type { Plan } from '#lib/plan/schema.ts';
import type { ClockStep } from '../course.ts';
import type { Life, Outage } from '../outages.ts';
import type { Random } from '../random.ts';
import type { Span, Stage } from '../stage.ts';

/** A trouble that comes and goes for so long that its rule must come due. */
export interface Flap extends Span {
  rule: string;
}

export interface Script {
  stage: Stage;
  outages: Outage[];
  lives: readonly Life[];
  flaps: Flap[];
  /** When the producer of market data did not run at all. */
  dead: Span[];
  plans: { at: number; change: (plan: Plan) => Plan }[];
  steps: ClockStep[];
  hasLamp: boolean;
}

/** Everything that is made for time. It plays in an act of its own, and may look at the whole script. */
export interface TimedIncident {
  id: string;
  weight: number;
  claims: readonly string[];
  /** Of its act, in milliseconds. */
  lasts: readonly [number, number];
  play(act: Stage, random: Random, script: Script): void;
}

/** Targets that are taken for a while: incidents with a common one never meet. */
export class Bookings {
  readonly #taken = new Map<string, Span[]>();

  take(claims: readonly string[], { from, to }: Span): boolean {
    const meets = (taken: Span): boolean => taken.from < to && taken.to > from;
    if (claims.some((claim) => this.#taken.get(claim)?.some(meets))) return false;
    for (const claim of claims) this.#taken.set(claim, [...(this.#taken.get(claim) ?? []), { from, to }]);
    return true;
  }
}
