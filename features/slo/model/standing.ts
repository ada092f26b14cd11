/** State of one SLO of the plan in one period (plan, Agent roster, SLO target). */

import { type Interval, minuteOf, minutesFilled, minutesIn, subtract } from '#lib/intervals.ts';
import { type DeclaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import { CALENDAR_FROM, CALENDAR_TO } from '#lib/market/market.ts';
import type { SloPlan } from '#lib/plan/agent-schema.ts';
import type { SloVerdict } from '#lib/vocabulary.ts';
import type { SloBudget } from '../document.ts';
import { budgetOver, type PeriodMinutes, verdictOf } from './budget.ts';
import { type Burns, burnsOf } from './burn.ts';
import { countedTime } from './clock.ts';
import { countMinutes, observe, type Run } from './minutes.ts';

/** Observations of an agent over time; epoch ms. */
export interface SloHistory {
  runs: readonly Run[];
  /** When it was switched on, as `countedTime` wants it; null if nobody knows. */
  enabled: readonly Interval[] | null;
  /** Whole minutes in which the plan asked nothing of it: they are not counted. Of `while-enabled` it says nothing. */
  notAsked?: readonly Interval[];
}

/** Measurements of an SLO. */
export interface Measured {
  minutes: PeriodMinutes;
  /** Minutes on its clock that do not count. */
  notAsked: number;
  budget: SloBudget;
  burns: Burns;
}

export interface Summary {
  verdict: SloVerdict;
  /** Why, in one line. */
  because: string;
  /** Null if nothing can be measured, or nothing is to be. */
  measured: Measured | null;
}

/**
 * Evaluates one SLO. Only minutes that are over are counted: the one that `now` (epoch ms) lies in is still to come.
 * @throws RangeError for a run or an interval that ends before it begins or has no finite ends.
 */
export function standingOf(
  slo: SloPlan,
  history: SloHistory,
  period: Interval,
  now: number,
  days: DeclaredDays = NOTHING_DECLARED,
): Summary {
  const { objectivePercent, clock } = slo;
  if (objectivePercent === null || clock === 'none') return notApplicable('The plan states no objective.');
  const until = Math.min(period.to, Math.max(period.from, minuteOf(now)));
  const onClock = countedTime(clock, { from: period.from, to: until }, history.enabled, days);
  const toCome = minutesToCome(slo, { from: until, to: period.to }, days);
  if (onClock === null || toCome === null) return unknown(slo);
  const counted = subtract(onClock, minutesFilled(history.notAsked ?? []));
  if (counted.length === 0 && toCome.atLeast === 0)
    return notApplicable(
      clock === 'while-enabled'
        ? 'No minute of this period counts: it has not been enabled.'
        : 'No minute of this period counts: the plan asked nothing of it.',
    );
  const observed = observe(history.runs, counted);
  const notAsked = minutesIn(onClock) - minutesIn(counted);
  const minutes = { ...countMinutes(observed, counted), toCome };
  const budget = budgetOver(objectivePercent, minutes);
  const periodMinutes = minutesIn(counted) + toCome.atLeast;
  const burns = burnsOf({ objectivePercent, observed, counted, periodMinutes, now });
  const verdict = verdictOf(minutes, budget);
  return {
    verdict,
    because: reason(verdict, minutes, budget),
    measured: { minutes, notAsked, budget, burns },
  };
}

/** Minutes to come. Nobody knows whether an agent will be switched on: all of them may count, and none surely does. */
function minutesToCome(
  { clock }: SloPlan,
  ahead: Interval,
  days: DeclaredDays,
): PeriodMinutes['toCome'] | null {
  if (clock === 'while-enabled') return { atLeast: 0, atMost: minutesIn([ahead]) };
  const counted = countedTime(clock, ahead, null, days);
  if (counted === null) return null;
  const minutes = minutesIn(counted);
  return { atLeast: minutes, atMost: minutes };
}

function notApplicable(because: string): Summary {
  return { verdict: 'not-applicable', because, measured: null };
}

function unknown({ clock }: SloPlan): Summary {
  const because =
    clock === 'while-enabled'
      ? 'Nobody knows when it was enabled.'
      : `The market calendar reaches from ${CALENDAR_FROM} to ${CALENDAR_TO}.`;
  return { verdict: 'unknown', because, measured: null };
}

function reason(verdict: SloVerdict, minutes: PeriodMinutes, { total }: SloBudget): string {
  const { bad, unobserved, toCome } = minutes;
  const most = bad + unobserved + toCome.atMost;
  const budget = `a budget of ${minutesText(total.atBest)}`;
  if (verdict === 'missed') return `${minutesText(bad)} bad, more than ${budget}.`;
  if (verdict === 'met') return `At most ${minutesText(most)} bad, within ${budget}.`;
  return `At least ${minutesText(bad)} and at most ${minutesText(most)} bad, of ${budget}.`;
}

function minutesText(minutes: number): string {
  return `${Number(minutes.toFixed(2))} min`;
}
