/** Error budgets in minutes, and the SLO states that follow. */

import type { SloBudget } from '../document.ts';
import type { MinuteCounts } from './minutes.ts';

/** Minutes so far, and the minutes to come that count: surely at least so many, and at most. */
export interface PeriodMinutes extends MinuteCounts {
  toCome: { atLeast: number; atMost: number };
}

/** Keeps what floating point adds to a percentage out of comparisons with whole minutes. */
const DECIMALS = 1e6;

/** To a millionth. */
export function rounded(n: number): number {
  return Math.round(n * DECIMALS) / DECIMALS;
}

/** The minutes of so many that may be bad, to a millionth of a minute. */
export function budgetOf(objectivePercent: number, minutes: number): number {
  return rounded(((100 - objectivePercent) * minutes) / 100);
}

/** The budget of a period, whole and as far as it is left. */
export function budgetOver(objectivePercent: number, minutes: PeriodMinutes): SloBudget {
  const { good, bad, unobserved, toCome } = minutes;
  const soFar = good + bad + unobserved;
  const total = {
    atBest: budgetOf(objectivePercent, soFar + toCome.atMost),
    atWorst: budgetOf(objectivePercent, soFar + toCome.atLeast),
  };
  const left = { atBest: rounded(total.atBest - bad), atWorst: rounded(total.atWorst - bad - unobserved) };
  return { total, left };
}

/**
 * The state that no unobserved or future minute can change, otherwise `open`. A minute to come that may not count at
 * all moves neither bound: counted good it gives the most budget, counted bad it takes the most.
 */
export function verdictOf(minutes: PeriodMinutes, { total }: SloBudget): 'met' | 'missed' | 'open' {
  const { bad, unobserved, toCome } = minutes;
  if (bad > total.atBest) return 'missed';
  return bad + unobserved + toCome.atMost <= total.atBest ? 'met' : 'open';
}
