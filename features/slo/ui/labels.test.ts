import { describe, expect, test } from 'vitest';
import { SLO_CLOCKS, SLO_PAGINGS, SLO_VERDICTS } from '#lib/vocabulary.ts';
import {
  burnText,
  leftText,
  minutesText,
  objectiveText,
  pagingLook,
  standingLook,
  totalText,
} from './labels.ts';

describe('nothing but what is met looks good', () => {
  test.each(SLO_VERDICTS)('%s', (verdict) => {
    expect(standingLook(verdict, false).verdict === 'good').toBe(verdict === 'met');
  });

  test.each(SLO_PAGINGS)('%s', (paging) => expect(pagingLook(paging, false).verdict).not.toBe('good'));

  test('a document of the past says nothing of now', () => {
    expect(standingLook('met', true)).toEqual({ verdict: 'unknown', word: 'was: Met' });
    expect(pagingLook('fast', true)).toEqual({ verdict: 'unknown', word: 'was: Burning fast' });
  });
});

test('the objective names its clock, where it has one', () => {
  expect(objectiveText({ text: '99.5 % monthly', clock: 'monthly' })).toBe(
    '99.5 % monthly; clock: the whole month',
  );
  expect(objectiveText({ text: 'N/A', clock: 'none' })).toBe('N/A');
  expect(new Set(SLO_CLOCKS.map((clock) => objectiveText({ text: 'a', clock }))).size).toBe(
    SLO_CLOCKS.length,
  );
});

describe('what is not known is written as its two readings', () => {
  test.each([
    [{ atBest: 7.62, atWorst: 7.62 }, '7.62 min left', 'of 7.62 min that may be bad'],
    [{ atBest: 50, atWorst: -1 }, '−1 to 50 min left', 'of −1 to 50 min that may be bad'],
    [{ atBest: -1, atWorst: -7_620 }, '−7,620 to −1 min left', 'of −7,620 to −1 min that may be bad'],
  ])('%o', (bounds, left, total) => expect([leftText(bounds), totalText(bounds)]).toEqual([left, total]));

  const burn = {
    longMinutes: 360,
    shortMinutes: 30,
    factor: 1.1375,
    shortRate: null,
    burning: 'no',
  } as const;
  test.each([
    [{ atBest: 0, atWorst: 16.666667 }, '6 h at 0 to 16.67×, pages from 1.14×'],
    [{ atBest: 1, atWorst: 1 }, '6 h at 1×, pages from 1.14×'],
    [null, '6 h: no budget to burn'],
  ])('%o', (rate, text) => expect(burnText({ ...burn, rate })).toBe(text));

  test('minutes, bad first', () => {
    expect(minutesText({ good: 7_100, bad: 2, unobserved: 8, toCome: 510, whole: 7_620, notAsked: 0 })).toBe(
      '2 bad · 8 unobserved · 7,100 good · 510 to come',
    );
  });
});
