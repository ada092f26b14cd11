import { describe, expect, test } from 'vitest';
import { marketAt } from '#lib/market/market.ts';
import { calm } from './calm.ts';
import { halfDay } from './half-day.ts';
import { offsetFor, outOfHours } from './hours.ts';
import { DRILLS } from './registry.ts';

const at = (iso: string) => Date.parse(iso);

test.each([
  [
    'before its hours',
    '2026-11-27T18:04:59.999Z',
    /plays from .*, and this mesh's clock shows 2026-11-27T18:04/,
  ],
  ['at their start', '2026-11-27T18:05:00.000Z', undefined],
  ['at their end', '2026-11-27T21:00:00.000Z', /plays from/],
  ['on another day', '2026-11-20T18:30:00.000Z', /--drill half-day/],
])('half-day %s', (_when, now, refusal) => {
  if (refusal === undefined) expect(outOfHours(halfDay, at(now))).toBeUndefined();
  else expect(outOfHours(halfDay, at(now))).toMatch(refusal);
});

test('a drill without hours plays at any time', () => {
  expect(outOfHours(calm, 0)).toBeUndefined();
});

describe.each(DRILLS.flatMap((drill) => (drill.hours === undefined ? [] : [[drill, drill.hours] as const])))(
  '$name',
  (drill, hours) => {
    test('can be shown on a clock that is set for it, whatever the time', () => {
      for (const now of [at('2026-11-22T16:00:00.250Z'), at('2031-01-01T00:00:00Z')])
        expect(outOfHours(drill, now + offsetFor(hours, now) * 1000)).toBeUndefined();
    });
  },
);

test('half-day plays while a full day would be open and this one is not', () => {
  const { state, session } = marketAt(at(halfDay.hours?.startsAt ?? ''));
  expect([state, session?.early, session?.close]).toEqual(['post-market', true, '2026-11-27T18:00:00.000Z']);
});
