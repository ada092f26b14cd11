import { expect, test } from 'vitest';
import type { Changes } from '#lib/timeline/changes.ts';
import { bandOf } from './band.ts';

const T0 = Date.parse('2026-11-20T15:00:00.000Z');
const iso = (minute: number) => new Date(T0 + minute * 60_000).toISOString();
const change = (minute: number, worst: 'good' | 'bad', outcome = 'proven-off') => ({
  at: iso(minute),
  id: `p${minute}`,
  outcome,
  worst,
});
const changes = (over: Partial<Changes>): Changes => ({
  from: iso(0),
  to: iso(60),
  changes: [],
  more: false,
  holes: [],
  ...over,
});
const spans = (given: Partial<Changes>) =>
  bandOf(changes(given)).map(({ from, to, worst }) => [(from - T0) / 60_000, (to - T0) / 60_000, worst]);
const hole = (from: number, to: number) => ({ from: iso(from), to: iso(to), why: 'w' });

test.each<[string, Partial<Changes>, unknown[]]>([
  ['nothing was said', {}, []],
  ['what was said last holds to the end', { changes: [change(5, 'good')] }, [[5, 60, 'good']]],
  [
    'until the next change',
    { changes: [change(5, 'good'), change(10, 'bad')] },
    [
      [5, 10, 'good'],
      [10, 60, 'bad'],
    ],
  ],
  [
    'but not beyond the moment from which nobody watched',
    { changes: [change(5, 'good'), change(40, 'bad')], holes: [hole(20, 30)] },
    [
      [5, 20, 'good'],
      [40, 60, 'bad'],
    ],
  ],
  [
    'neighbours that say the same are one',
    { changes: [change(5, 'good'), change(7, 'good')] },
    [[5, 60, 'good']],
  ],
])('%s', (_, given, expected) => {
  expect(spans(given)).toEqual(expected);
});
