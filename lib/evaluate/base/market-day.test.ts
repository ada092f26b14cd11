import { describe, expect, test } from 'vitest';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { EMPTY_LEDGER } from '../../facts/ledger.ts';
import { declaredDays } from '../../market/declared-days.ts';
import { type MarketAt, marketAt } from '../../market/market.ts';
import { marketLabel } from '../../messages/market.ts';
import { say } from '../../messages/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { World } from './input.ts';
import { feedExpectation } from './market-day.ts';
import { declaredHalt } from './market-halt.ts';
import { marketPosture } from './market-posture.ts';

function at(time: string, plan: Partial<Plan> = {}, market: Partial<MarketAt> = {}): World {
  const now = Date.parse(time);
  return {
    plan: { ...SAMPLE_PLAN, ...plan },
    ledger: EMPTY_LEDGER,
    market: { ...marketAt(now), ...market },
    now,
  };
}

describe('a declared market-wide halt', () => {
  const from = '2026-11-20T15:00:00.000Z';
  const to = '2026-11-20T15:20:00.000Z';
  test.each<[string, string, Plan['marketHalts'][number], boolean]>([
    ['not before it begins', '2026-11-20T14:59:59.999Z', { level: 1, from }, false],
    ['from the moment that it begins', '2026-11-20T15:00:00.000Z', { level: 1, from }, true],
    ['for half an hour where nobody ends it', '2026-11-20T15:29:59.999Z', { level: 2, from }, true],
    ['no longer where nobody ends it', '2026-11-20T15:30:00.000Z', { level: 2, from }, false],
    ['to the moment that it ends', '2026-11-20T15:19:59.999Z', { level: 1, from, to }, true],
    ['not from then on', '2026-11-20T15:20:00.000Z', { level: 1, from, to }, false],
    ['for the day by level 3', '2026-11-20T20:59:59.999Z', { level: 3, from }, true],
    ['not after the close', '2026-11-20T21:00:00.000Z', { level: 3, from }, false],
    [
      'on a day that the calendar does not know, where there may be a session',
      '2031-03-03T15:10:00.000Z',
      { level: 1, from: '2031-03-03T15:00:00.000Z' },
      true,
    ],
    [
      'not on a day without a session',
      '2026-11-21T15:10:00.000Z',
      { level: 1, from: '2026-11-21T15:00:00.000Z' },
      false,
    ],
  ])('suspends %s', (_rule, now, halt, holds) => {
    expect(declaredHalt(at(now, { marketHalts: [halt] }))).toEqual(holds ? halt : null);
  });
});

describe('ticks are expected', () => {
  const [item] = SAMPLE_PLAN.cadence;
  const check = (id: string, anchor: 'open' | 'close', offsetMinutes: number) =>
    item === undefined ? [] : [{ ...item, id, anchor, offsetMinutes }];
  const before = { kind: 'quiet', state: say('feed-quiet-before-open') };
  const wanted = { kind: 'wanted' };
  const early = { cadence: [...check('first', 'open', -30), ...check('second', 'open', -10)] };
  const late = { cadence: [...check('first', 'open', -10), ...check('last', 'close', -60)] };
  test.each<[string, string, Partial<Plan>, object]>([
    ['from the first check before the open', '2026-11-20T14:00:00.000Z', early, wanted],
    ['not a moment before', '2026-11-20T13:59:59.999Z', early, before],
    ['by no check before the close', '2026-11-20T14:00:00.000Z', late, before],
    [
      'from the open where no check is before it',
      '2026-11-20T14:30:00.000Z',
      { cadence: check('x', 'open', 15) },
      wanted,
    ],
    [
      'not before the open where no check is',
      '2026-11-20T14:29:59.999Z',
      { cadence: check('x', 'open', 15) },
      before,
    ],
    ['on a day that the calendar does not know', '2031-03-03T08:00:00.000Z', early, wanted],
    [
      'not on a day without a session',
      '2026-11-21T15:00:00.000Z',
      early,
      { kind: 'quiet', state: say('feed-quiet-closed') },
    ],
  ])('%s', (_rule, now, plan, expected) => {
    expect(feedExpectation(at(now, plan))).toEqual(expected);
  });
});

test('closed, with no session to come in the calendar, is closed and no more', () => {
  const none = { state: 'closed' as const, session: null, next: null };
  expect(marketLabel(marketPosture(at('2026-11-21T15:00:00.000Z', {}, none)))).toBe('NYSE closed');
});

describe('a day that people declare says whose word it is', () => {
  const word = { reason: 'Mourning', who: 'ada', source: 'NYSE notice' };
  const date = '2026-11-20';
  const label = (time: string, market: Plan['market']) => {
    const plan = { ...SAMPLE_PLAN, market };
    const world = at(time, plan, marketAt(Date.parse(time), declaredDays(plan)));
    return marketLabel(marketPosture(world));
  };
  test.each<[string, string, Plan['market'], string]>([
    [
      'closed',
      '2026-11-20T15:15:00Z',
      { closures: [{ date, ...word }], earlyCloses: [] },
      'NYSE closed, next session 2026-11-23, closure declared by ada (NYSE notice): Mourning',
    ],
    [
      'closing early',
      '2026-11-20T15:15:00Z',
      { closures: [], earlyCloses: [{ date, close: '14:00', ...word }] },
      'NYSE open, closes 14:00 (half-day), early close declared by ada (NYSE notice): Mourning',
    ],
    [
      'any other',
      '2026-11-20T15:15:00Z',
      { closures: [{ date: '2026-11-23', ...word }], earlyCloses: [] },
      'NYSE open, closes 16:00',
    ],
  ])('%s', (_day, time, market, words) => expect(label(time, market)).toBe(words));
});

test.each<[string, string, Plan['marketHalts'], object]>([
  ['a day as any other', '2026-11-20T15:15:00Z', [], { halt: null, verdict: 'not-applicable' }],
  [
    'a declared halt',
    '2026-11-20T15:15:00Z',
    [{ level: 1, from: '2026-11-20T15:00:00Z' }],
    { halt: { level: 1 }, verdict: 'attention' },
  ],
  [
    'a halt on a day that the calendar does not know',
    '2031-03-03T15:10:00Z',
    [{ level: 1, from: '2031-03-03T15:00:00Z' }],
    { halt: { level: 1 }, verdict: 'unknown' },
  ],
  ['a day that it does not know', '2031-03-03T15:10:00Z', [], { halt: null, verdict: 'unknown' }],
  [
    'a halt with its note',
    '2026-11-20T15:15:00Z',
    [{ level: 2, from: '2026-11-20T15:00:00Z', note: 'S&P 500 down 13 %', who: 'ada', source: 'NYSE' }],
    { declared: { kind: 'halt', reason: 'S&P 500 down 13 %', who: 'ada', source: 'NYSE' } },
  ],
])('%s has its verdict', (_day, now, marketHalts, expected) => {
  expect(marketPosture(at(now, { marketHalts }))).toMatchObject(expected);
});
