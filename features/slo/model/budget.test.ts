import { describe, expect, test } from 'vitest';
import { budgetOf, budgetOver, type PeriodMinutes, verdictOf } from './budget.ts';

test.each([
  [99.9, 8_190, 8.19],
  [99.9, 743 * 60, 44.58],
  [99.5, 721 * 60, 216.3],
  [99, 9_600, 96],
  [100, 9_600, 0],
  [0, 60, 60],
])('%f %% of %i minutes leave %f that may be bad, exactly', (objective, minutes, budget) => {
  expect(budgetOf(objective, minutes)).toBe(budget);
});

/** 99.5 % of 43 200 minutes: a budget of 216. */
const over = (bad: number, unobserved: number, toCome: number): PeriodMinutes => ({
  good: 43_200 - bad - unobserved - toCome,
  bad,
  unobserved,
  toCome: { atLeast: toCome, atMost: toCome },
});

describe('met and missed are said only when nothing can change them', () => {
  test.each([
    ['the budget spent to the last minute', over(216, 0, 0), 'met'],
    ['a minute more', over(217, 0, 0), 'missed'],
    ['unobserved up to the budget', over(16, 200, 0), 'met'],
    ['unobserved beyond it', over(16, 201, 0), 'open'],
    ['nothing observed at all', over(0, 43_200, 0), 'open'],
    ['to come as unobserved: within the budget', over(16, 100, 100), 'met'],
    ['to come as unobserved: beyond it', over(16, 100, 101), 'open'],
    ['a good month, half over', over(0, 0, 21_600), 'open'],
    ['missed already, half over', over(217, 0, 21_600), 'missed'],
  ] as const)('%s: %s', (_, minutes, verdict) => {
    expect(verdictOf(minutes, budgetOver(99.5, minutes))).toBe(verdict);
  });
});

describe('what is left', () => {
  test('unobserved minutes are spent in the one reading and not in the other', () => {
    expect(budgetOver(99.5, over(16, 100, 500))).toEqual({
      total: { atBest: 216, atWorst: 216 },
      left: { atBest: 200, atWorst: 100 },
    });
  });

  test('overspent is reported as such', () => {
    expect(budgetOver(99.5, over(220, 1, 0)).left).toEqual({ atBest: -4, atWorst: -5 });
  });

  test('minutes that may not count give a budget in the better reading alone', () => {
    const minutes = { good: 990, bad: 10, unobserved: 0, toCome: { atLeast: 0, atMost: 1_000 } };
    const budget = budgetOver(99, minutes);
    expect(budget).toEqual({ total: { atBest: 20, atWorst: 10 }, left: { atBest: 10, atWorst: 0 } });
    expect(verdictOf(minutes, budget)).toBe('open');
    expect(verdictOf({ ...minutes, bad: 21 }, budgetOver(99, { ...minutes, bad: 21 }))).toBe('missed');
  });
});
