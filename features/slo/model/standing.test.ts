import { describe, expect, test } from 'vitest';
import { type Interval, MINUTE_MS } from '#lib/intervals.ts';
import type { SloPlan } from '#lib/plan/agent-schema.ts';
import { monthOf } from './clock.ts';
import type { Run } from './minutes.ts';
import { type SloHistory, standingOf } from './standing.ts';

const at = (iso: string): number => Date.parse(iso);
const NOVEMBER = monthOf(at('2026-11-15T12:00:00Z'));
const AFTER = NOVEMBER.to + MINUTE_MS;
/** 11:00 ET of the half-day after Thanksgiving: 18 sessions and 90 minutes are over. */
const HALF_DAY = at('2026-11-27T16:00:30Z');

const slo = (clock: SloPlan['clock'], objectivePercent: number | null = 99.9): SloPlan => ({
  text: 'as planned',
  objectivePercent,
  clock,
});
const known = (runs: readonly Run[], enabled: readonly Interval[] | null = null): SloHistory => ({
  runs,
  enabled,
});
const GOOD: Run = { state: 'good', ...NOVEMBER };
const bad = (from: string, minutes: number): Run => ({
  state: 'bad',
  from: at(from),
  to: at(from) + minutes * MINUTE_MS,
});

describe('minutes on the right clock', () => {
  test('only those that are over are distinguished; the one under way is to come', () => {
    const { measured } = standingOf(slo('market-hours'), known([GOOD]), NOVEMBER, HALF_DAY);
    expect(measured?.minutes).toEqual({
      good: 18 * 390 + 90,
      bad: 0,
      unobserved: 0,
      toCome: { atLeast: 120 + 390, atMost: 120 + 390 },
    });
  });

  test('a bad holiday costs nothing in market hours, and everything in a month', () => {
    const runs = [GOOD, bad('2026-11-26T05:00:00Z', 1440)];
    const bads = (['market-hours', 'business-hours', 'monthly'] as const).map(
      (clock) => standingOf(slo(clock), known(runs), NOVEMBER, AFTER).measured?.minutes.bad,
    );
    expect(bads).toEqual([0, 0, 1440]);
  });

  test('a period that has not begun is wholly to come', () => {
    const { verdict, measured } = standingOf(slo('monthly'), known([GOOD]), NOVEMBER, NOVEMBER.from - 1);
    expect(verdict).toBe('open');
    expect(measured?.minutes).toMatchObject({ good: 0, toCome: { atLeast: 721 * 60 } });
  });
});

/** November 2026 has 7 620 market minutes: 99.9 % leave 7.62 that may be bad. */
describe('how it stands', () => {
  const nine = bad('2026-11-03T15:00:00Z', 9);
  const hole = {
    state: 'unobserved',
    from: at('2026-11-03T15:00:00Z'),
    to: at('2026-11-03T15:08:00Z'),
  } as const;
  test.each([
    ['all good, month over', [GOOD], AFTER, 'met', 'At most 0 min bad, within a budget of 7.62 min.'],
    [
      'seven bad',
      [GOOD, bad('2026-11-03T15:00:00Z', 7)],
      AFTER,
      'met',
      'At most 7 min bad, within a budget of 7.62 min.',
    ],
    [
      'eight unobserved',
      [GOOD, hole],
      AFTER,
      'open',
      'At least 0 min and at most 8 min bad, of a budget of 7.62 min.',
    ],
    [
      'all good, half over',
      [GOOD],
      HALF_DAY,
      'open',
      'At least 0 min and at most 510 min bad, of a budget of 7.62 min.',
    ],
    ['nine bad, half over', [GOOD, nine], HALF_DAY, 'missed', '9 min bad, more than a budget of 7.62 min.'],
    ['never seen', [], AFTER, 'open', 'At least 0 min and at most 7620 min bad, of a budget of 7.62 min.'],
  ] as const)('%s: %s', (_, runs, now, verdict, because) => {
    expect(standingOf(slo('market-hours'), known(runs), NOVEMBER, now)).toMatchObject({ verdict, because });
  });

  test.each([
    ['no objective', slo('market-hours', null)],
    ['no clock', slo('none', 99)],
  ])('%s: not applicable', (_, plan) => {
    expect(standingOf(plan, known([GOOD]), NOVEMBER, HALF_DAY)).toEqual({
      verdict: 'not-applicable',
      because: 'The plan states no objective.',
      measured: null,
    });
  });

  test('the factors of burning are those of the whole month, also while most of it is to come', () => {
    const early = standingOf(slo('market-hours'), known([GOOD]), NOVEMBER, at('2026-11-03T15:00:00Z'));
    expect(early.measured?.burns.fast.factor).toBe(2.54);
  });

  test('the calendar’s last month is evaluated when it is over', () => {
    const period = monthOf(at('2030-12-15T12:00:00Z'));
    const { verdict } = standingOf(
      slo('market-hours'),
      known([{ state: 'good', ...period }]),
      period,
      period.to,
    );
    expect(verdict).toBe('met');
  });

  test.each(['market-hours', 'business-hours'] as const)('%s past the calendar are unknown', (clock) => {
    const period = monthOf(at('2031-01-15T12:00:00Z'));
    for (const now of [period.from - MINUTE_MS, period.from, period.from + MINUTE_MS, period.to]) {
      expect(standingOf(slo(clock), known([{ state: 'good', ...period }]), period, now)).toEqual({
        verdict: 'unknown',
        because: 'The market calendar reaches from 2015-01-01 to 2030-12-31.',
        measured: null,
      });
    }
  });
});

describe('while enabled', () => {
  const tenHours = { from: at('2026-11-03T10:00:00Z'), to: at('2026-11-03T20:00:00Z') };
  const evaluate = (runs: readonly Run[], enabled: readonly Interval[] | null, now: number) =>
    standingOf(slo('while-enabled', 99), known(runs, enabled), NOVEMBER, now);

  test.each([NOVEMBER.from, HALF_DAY, AFTER])('off all the time is not applicable (%i)', (now) => {
    expect(evaluate([GOOD], [], now).verdict).toBe('not-applicable');
  });

  test.each([NOVEMBER.from, HALF_DAY, AFTER])('nobody knows is unknown, never not applicable (%i)', (now) => {
    expect(evaluate([GOOD], null, now)).toEqual({
      verdict: 'unknown',
      because: 'Nobody knows when it was enabled.',
      measured: null,
    });
  });

  test('once it was on, its minutes are evaluated when no more can come', () => {
    expect(evaluate([GOOD, bad('2026-11-03T12:00:00Z', 6)], [tenHours], AFTER).verdict).toBe('met');
    expect(evaluate([GOOD, bad('2026-11-03T12:00:00Z', 7)], [tenHours], AFTER).verdict).toBe('missed');
  });

  test('before that the rest of the month may give it budget, or take it', () => {
    const { verdict, measured } = evaluate([GOOD, bad('2026-11-03T12:00:00Z', 7)], [tenHours], HALF_DAY);
    expect(verdict).toBe('open');
    expect(measured?.budget.left).toEqual({ atBest: 50, atWorst: -1 });
  });

  test('a time of which nobody knows is named as on, unobserved, and leaves it open', () => {
    const unknownHour = { from: at('2026-11-04T10:00:00Z'), to: at('2026-11-04T11:00:00Z') };
    const runs = [GOOD, { state: 'unobserved', ...unknownHour } as const];
    expect(evaluate(runs, [tenHours, unknownHour], AFTER).verdict).toBe('open');
  });

  test('in so few hours the factors are those of a budget that just lasts', () => {
    expect(evaluate([GOOD], [tenHours], AFTER).measured?.burns.slow.factor).toBe(1);
  });
});
