/**
 * How fast an error budget burns (Google SRE workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"): its share
 * of the budget in a long window, and the same rate in a window of a twelfth, which shows if it still burns.
 */

import { type Interval, lastMinutes, MINUTE_MS, minuteOf } from '#lib/intervals.ts';
import type { SloPaging } from '#lib/vocabulary.ts';
import type { SloBounds, SloBurn } from '../document.ts';
import { budgetOf, rounded } from './budget.ts';
import { countMinutes, type MinuteCounts, type Observed } from './minutes.ts';

interface BurnAlert {
  /** Share of the period's budget that pages when it is spent within the long window. */
  share: number;
  longMinutes: number;
  shortMinutes: number;
}

/** The workbook's recommended parameters for paging. */
const ALERTS = {
  fast: { share: 0.02, longMinutes: 60, shortMinutes: 5 },
  slow: { share: 0.05, longMinutes: 360, shortMinutes: 30 },
} satisfies Record<string, BurnAlert>;

/** Input of a burn rate. Minutes; `counted`: time of the period that has counted up to `now`, epoch ms. */
export interface BurnInput {
  objectivePercent: number;
  observed: Observed;
  counted: readonly Interval[];
  /** Minutes of the whole period on the SLO's clock. */
  periodMinutes: number;
  now: number;
}

/** Both burns, and whether they page. */
export interface Burns {
  fast: SloBurn;
  slow: SloBurn;
  paging: SloPaging;
}

/**
 * The burn rate that spends a share of the budget within a window: 14.4 and 6 for the workbook's 720 hours, 2.73 and 1.14
 * for 136.5 market hours. Never less than 1: a budget that burns at 1 lasts as long as its period.
 */
export function burnFactor(share: number, periodMinutes: number, windowMinutes: number): number {
  return rounded(Math.max(1, (share * periodMinutes) / windowMinutes));
}

/**
 * Both burn rates and their alerts. The long windows are the latest minutes that counted, over the nights between
 * sessions: a budget does not recover while its clock stands still, and six hours within one session would be blind
 * for most of it. They begin with the period, since an older minute was paid from another budget. The short windows
 * are minutes of the wall clock: whether it burns *now* is not told by the last minutes before the close, nor does
 * anything burn after it.
 */
export function burnsOf(input: BurnInput): Burns {
  const fast = burnOf(input, ALERTS.fast);
  const slow = burnOf(input, ALERTS.slow);
  return { fast, slow, paging: pagingOf(fast.burning, slow.burning) };
}

function burnOf(input: BurnInput, { share, longMinutes, shortMinutes }: BurnAlert): SloBurn {
  const { objectivePercent, observed, counted, periodMinutes } = input;
  const now = minuteOf(input.now);
  const factor = burnFactor(share, periodMinutes, longMinutes);
  const long = countMinutes(observed, lastMinutes(counted, longMinutes));
  const short = countMinutes(observed, [{ from: now - shortMinutes * MINUTE_MS, to: now }]);
  return {
    longMinutes,
    shortMinutes,
    factor,
    rate: rateOf(long, budgetOf(objectivePercent, longMinutes)),
    shortRate: rateOf(short, budgetOf(objectivePercent, shortMinutes)),
    burning: both(
      reaches(long, budgetOf(objectivePercent, factor * longMinutes)),
      reaches(short, budgetOf(objectivePercent, factor * shortMinutes)),
    ),
  };
}

/** Over the whole window, also if it is not full yet: a budget is spent by bad minutes, not by the lack of others. */
function rateOf({ bad, unobserved }: MinuteCounts, sustainable: number): SloBounds | null {
  if (sustainable === 0) return null;
  return { atBest: rounded(bad / sustainable), atWorst: rounded((bad + unobserved) / sustainable) };
}

/** True if so many minutes are spent; without a bad minute none are, even for a tiny budget. */
function reaches({ bad, unobserved }: MinuteCounts, spent: number): SloBurn['burning'] {
  const by = (minutes: number) => minutes > 0 && minutes >= spent;
  if (by(bad)) return 'yes';
  return by(bad + unobserved) ? 'cannot-tell' : 'no';
}

function both(a: SloBurn['burning'], b: SloBurn['burning']): SloBurn['burning'] {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'cannot-tell';
}

/** The most urgent certain alert, before uncertain ones. */
function pagingOf(fast: SloBurn['burning'], slow: SloBurn['burning']): SloPaging {
  if (fast === 'yes') return 'fast';
  if (slow === 'yes') return 'slow';
  return fast === 'no' && slow === 'no' ? 'no' : 'cannot-tell';
}
