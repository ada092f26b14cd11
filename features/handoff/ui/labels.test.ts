import { describe, expect, test } from 'vitest';
import { VERDICTS } from '#lib/vocabulary.ts';
import type { HandedItem, HeldInterval } from '../document.ts';
import {
  fieldTime,
  intervalText,
  itemLines,
  itemTimes,
  itemWord,
  lasted,
  momentWithin,
  pastVerdict,
  timeBy,
} from './labels.ts';

/** 10:15 ET on a Friday. */
const TO = '2026-11-20T15:15:00.000Z';

describe('a time', () => {
  test('says its day only where it is another one, by New York', () => {
    expect(timeBy('2026-11-20T05:00:00.000Z', TO)).toBe('00:00:00');
    expect(timeBy('2026-11-20T04:59:59.000Z', TO)).toBe('Thu 19 Nov 23:59:59');
  });
  test('is New York’s in the field, through summer and winter', () => {
    expect(fieldTime(TO)).toBe('2026-11-20T10:15');
    expect(fieldTime('2026-07-20T04:00:00.000Z')).toBe('2026-07-20T00:00');
  });
});

describe('an interval', () => {
  const interval: HeldInterval = {
    from: '2026-11-20T15:00:00.000Z',
    began: 'seen',
    to: '2026-11-20T15:05:00.000Z',
    ended: 'seen',
    seconds: 300,
    unwatchedSeconds: 0,
  };
  test('leads to a moment within it, also where it was over at once', () => {
    expect(momentWithin(interval)).toBe('2026-11-20T15:00:01.000Z');
    expect(momentWithin({ ...interval, to: '2026-11-20T15:00:00.600Z' })).toBe('2026-11-20T15:00:00.300Z');
  });

  test.each<[Partial<HeldInterval>, string]>([
    [{}, '10:00:00 → 10:05:00'],
    [{ began: 'before' }, '10:00:00 or before → 10:05:00'],
    [{ began: 'unwatched' }, 'by 10:00:00 at the latest → 10:05:00'],
    [{ ended: 'unwatched' }, '10:00:00 → over by 10:05:00 at the latest'],
    [{ ended: 'lasts' }, '10:00:00 → lasted at 10:05:00'],
    [{ ended: 'not-known' }, '10:00:00 → last seen 10:05:00, not known since'],
  ])('%j: %s', (what, words) => expect(intervalText({ ...interval, ...what }, TO)).toBe(words));

  test('says how much of it nobody observed', () => {
    expect(lasted(interval)).toBe('5 min');
    expect(lasted({ ...interval, unwatchedSeconds: 120 })).toBe('5 min, 2 min of it not observed');
  });
});

test.each(VERDICTS)('%s that is past is not drawn good', (verdict) => {
  expect(pastVerdict(verdict)).toBe(verdict === 'good' ? 'unknown' : verdict);
});

describe('items of the cadence', () => {
  const item = (
    at: string,
    state: HandedItem['state'],
    verdict: HandedItem['verdict'] = 'good',
  ): HandedItem => ({
    ...{
      date: '2026-11-20',
      id: `check@${at}`,
      title: 'Check',
      who: 'on call',
      code: 'upcoming',
      params: {},
    },
    at: `2026-11-20T${at}:00.000Z`,
    state,
    verdict,
  });

  test('that stand alike are one line, with how many and from when to when', () => {
    const lines = itemLines([
      item('14:45', 'missed', 'bad'),
      item('15:00', 'done'),
      item('15:15', 'missed', 'bad'),
    ]);
    expect(lines.map((line) => [line.first.state, itemTimes(line, TO)])).toEqual([
      ['missed', '2 × 09:45–10:15 ET'],
      ['done', '10:00 ET'],
    ]);
    expect(lines.map((line) => itemTimes(line, '2026-11-21T15:00:00.000Z'))[1]).toBe('Fri 20 Nov 10:00 ET');
  });

  test('say what was found', () => {
    expect(itemWord(item('15:00', 'done'))).toBe('Done');
    expect(itemWord(item('15:00', 'done', 'bad'))).toBe('Done, with a finding');
    expect(itemWord(item('15:00', 'not-observed', 'unknown'))).toBe('Not observed');
  });
});
