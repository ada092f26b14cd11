/**
 * The clocks of the plan's SLO targets: which time counts. The market's time comes of its real sessions, so that half-days,
 * holidays and daylight saving are in it.
 */

import { type Interval, intersect, merge, minutesTouched } from '#lib/intervals.ts';
import { type DeclaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import { easternInstant } from '#lib/market/eastern-time.ts';
import { etDate, knowsDate, type Session, sessionsBetween } from '#lib/market/market.ts';
import type { SloClock } from '#lib/vocabulary.ts';

/**
 * The plan says "business hours" and no more. An office day in New York, on each day on which the exchange trades: that is
 * the one calendar of working days that the console has. A half-day is a whole one: the exchange shortens trading and not
 * the office, and to shorten it would excuse minutes that nobody excused.
 */
const BUSINESS_FROM = '09:00';
const BUSINESS_TO = '17:00';

/**
 * The period of every SLO: the calendar month in New York in which the instant (epoch ms) lies. The plan says "monthly",
 * the mesh lives by New York's days, and a month that ends lets an SLO be met in the end, which a window that rolls never
 * does. It has 743 or 721 hours where the clocks are moved.
 */
export function monthOf(at: number): Interval {
  const first = Temporal.PlainDate.from(etDate(at)).with({ day: 1 });
  const midnight = (date: Temporal.PlainDate): number => easternInstant(date.toString(), '00:00');
  return { from: midnight(first), to: midnight(first.add({ months: 1 })) };
}

/**
 * The time within an interval that counts by a clock, in whole minutes. `enabled`: when the agent was switched on,
 * asked for by `while-enabled` alone; null if nobody knows. Where it is known in part, name the time that is not
 * known as enabled, unobserved: bad or good, that is the case that leaves the most open.
 * @returns null if it cannot be determined: past the market's calendar, or with `enabled` unknown.
 */
export function countedTime(
  clock: SloClock,
  within: Interval,
  enabled: readonly Interval[] | null,
  days: DeclaredDays = NOTHING_DECLARED,
): Interval[] | null {
  switch (clock) {
    case 'none':
      return [];
    case 'monthly':
      return merge([within]);
    case 'market-hours':
      return onTradingDays(within, days, ({ open, close }) => ({
        from: Date.parse(open),
        to: Date.parse(close),
      }));
    case 'business-hours':
      return onTradingDays(within, days, ({ date }) => ({
        from: easternInstant(date, BUSINESS_FROM),
        to: easternInstant(date, BUSINESS_TO),
      }));
    case 'while-enabled':
      return enabled === null ? null : intersect(minutesTouched(enabled), [within]);
  }
}

function onTradingDays(
  within: Interval,
  days: DeclaredDays,
  hours: (session: Session) => Interval,
): Interval[] | null {
  if (within.to === within.from) return [];
  const first = etDate(within.from);
  const last = etDate(within.to - 1);
  if (!knowsDate(first) || !knowsDate(last)) return null;
  return intersect(sessionsBetween(first, last, days).map(hours), [within]);
}
