/** What a plan declares overrides the calendar, and ends sessions. */

import { describe, expect, test } from 'vitest';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { formatEt } from '../format/clock.ts';
import type { Plan } from '../plan/schema.ts';
import { declaredDays } from './declared-days.ts';
import { latestSessionAt, marketAt, postMarketEnd, sessionOn, sessionsBetween } from './market.ts';

const words = { reason: 'Mourning', who: 'ada', source: 'NYSE notice' };
const planOf = (more: Partial<Plan>): Plan => ({ ...SAMPLE_PLAN, ...more });
const DAYS = declaredDays(
  planOf({
    market: {
      closures: [{ date: '2026-12-03', ...words }],
      earlyCloses: [
        { date: '2026-12-04', close: '14:30', ...words },
        { date: '2026-12-24', close: '12:00', ...words },
      ],
    },
    marketHalts: [
      { level: 1, from: '2026-12-02T15:00:00Z' },
      { level: 3, from: '2026-12-01T18:31:00Z' },
    ],
  }),
);
const at = (time: string) => Date.parse(time);
const state = (time: string) => marketAt(at(time), DAYS).state;

test('a plan without declarations leaves the calendar as it is', () => {
  const none = declaredDays(SAMPLE_PLAN);
  expect(sessionsBetween('2026-01-01', '2026-12-31', none)).toEqual(
    sessionsBetween('2026-01-01', '2026-12-31'),
  );
});

describe('a declared closure', () => {
  test('has no session', () => expect(sessionOn('2026-12-03', DAYS)).toBeNull());
  test.each(['09:00', '10:00', '15:59', '17:00'])('is closed at %s', (time) => {
    expect(state(`2026-12-03T${time}:00-05:00`)).toBe('closed');
  });
  test('is passed over by the sessions around it', () => {
    const market = marketAt(at('2026-12-03T15:00:00Z'), DAYS);
    expect([market.previous?.date, market.next?.date]).toEqual(['2026-12-02', '2026-12-04']);
    expect(latestSessionAt(at('2026-12-03T15:00:00Z'), DAYS)?.date).toBe('2026-12-02');
  });
});

describe('a declared early close', () => {
  test.each([
    ['14:29', 'open'],
    ['14:30', 'post-market'],
    ['18:29', 'post-market'],
    ['18:30', 'closed'],
  ])('at %s is %s', (time, expected) => expect(state(`2026-12-04T${time}:00-05:00`)).toBe(expected));
  test('overrides the calendar’s own', () => {
    const session = sessionOn('2026-12-24', DAYS);
    expect(session).toMatchObject({ early: true, close: '2026-12-24T17:00:00.000Z' });
    expect(session && formatEt(postMarketEnd(session))).toBe('16:00:00');
  });
});

describe('a halt of level 3 ends the session', () => {
  test.each([
    ['13:30', 'open'],
    ['13:31', 'closed'],
    ['15:59', 'closed'],
    ['17:00', 'closed'],
  ])('at %s is %s', (time, expected) => expect(state(`2026-12-01T${time}:00-05:00`)).toBe(expected));
  test('which closed then', () => {
    expect(marketAt(at('2026-12-01T20:00:00Z'), DAYS).previous).toMatchObject({
      date: '2026-12-01',
      close: '2026-12-01T18:31:00.000Z',
      halted: true,
    });
  });
  test('one of level 1 does not', () => expect(state('2026-12-02T15:05:00Z')).toBe('open'));
});
