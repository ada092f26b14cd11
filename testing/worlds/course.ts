/** What changes for the console while a world goes on: the plan that is in force, and what its own clock shows. */

import type { Plan } from '#lib/plan/schema.ts';

/** A step of the console's wall clock, in milliseconds; its monotonic clock goes on. */
export interface ClockStep {
  at: number;
  byMs: number;
}

export interface Course {
  plan: Plan;
  /** The plans that come later, in order, and when. */
  plans?: readonly { at: number; plan: Plan }[];
  /** In order. */
  steps?: readonly ClockStep[];
}

export function planAt({ plan, plans = [] }: Course, at: number): Plan {
  return plans.findLast((change) => change.at <= at)?.plan ?? plan;
}

/** What the console's clock shows at an instant. */
export function shownAt({ steps = [] }: Course, at: number): number {
  return steps.reduce((shown, step) => (step.at <= at ? shown + step.byMs : shown), at);
}

/** How long it is since the console's clock last stepped; endless if it never did. */
export function sinceStep({ steps = [] }: Course, at: number): number {
  return at - (steps.findLast((step) => step.at <= at)?.at ?? Number.NEGATIVE_INFINITY);
}

/**
 * How long evidence may count that does so for `limitMs` by the console's clock: by as much longer as that was put back
 * meanwhile. What it then dates later than now is dropped.
 */
export function putBack({ steps = [] }: Course, at: number, limitMs: number): number {
  const back = steps.filter((step) => step.byMs < 0 && step.at <= at && step.at > at - 2 * limitMs);
  return limitMs + Math.min(limitMs, -back.reduce((sum, { byMs }) => sum + byMs, 0));
}
