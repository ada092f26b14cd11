import { describe, expect, test } from 'vitest';
import type { CadencePosture } from '#lib/posture.ts';
import { countBefore, hoursOf, leftOf, spanOf, stopsOf } from './line.ts';
import { sampleItem } from './sample-item.ts';

const item = (id: string, at: string, until: string) => sampleItem({ id, title: id, at, until });
const items = [
  item('a', '2026-11-20T13:30:00.000Z', '2026-11-20T13:45:00.000Z'),
  item('b', '2026-11-20T13:30:00.000Z', '2026-11-20T13:45:00.000Z'),
  item('c', '2026-11-20T14:15:00.000Z', '2026-11-20T14:30:00.000Z'),
];
const cadence: CadencePosture = { date: '2026-11-20', note: null, open: null, close: null, items };
const span = spanOf(cadence) ?? { from: 0, to: 0 };

describe('the line of a day', () => {
  test('reaches from before the first item to after the last is over', () => {
    expect([new Date(span.from).toISOString(), new Date(span.to).toISOString()]).toEqual([
      '2026-11-20T13:15:00.000Z',
      '2026-11-20T14:45:00.000Z',
    ]);
  });

  test('is none without items', () => {
    expect(spanOf({ ...cadence, items: [] })).toBeNull();
  });

  test('puts items of one time at one place', () => {
    expect(stopsOf(items, span).map((s) => [s.items.length, Math.round(s.left)])).toEqual([
      [2, 17],
      [1, 67],
    ]);
  });

  test.each([
    ['2026-11-20T14:00:00.000Z', 50],
    ['2026-11-20T13:00:00.000Z', null],
    ['2026-11-20T15:00:00.000Z', null],
    ['no time', null],
    [null, null],
  ])('%s stands at %s', (at, left) => {
    expect(leftOf(at, span)).toBe(left);
  });

  test('marks the full hours', () => {
    expect(hoursOf(span)).toEqual(['2026-11-20T14:00:00.000Z']);
  });

  test('now stands after what has begun', () => {
    expect(['13:29', '13:30', '14:20'].map((t) => countBefore(items, `2026-11-20T${t}:00.000Z`))).toEqual([
      0, 2, 3,
    ]);
  });
});
