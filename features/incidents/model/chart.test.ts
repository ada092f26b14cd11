import { describe, expect, test } from 'vitest';
import type { Columns } from '#lib/series/columns.ts';
import { chartSvg, seriesCsv } from './chart.ts';

const T0 = Date.parse('2026-11-20T15:00:00.000Z');
const MINUTE = 60_000;
const point = (minute: number, value: number) => ({ at: T0 + minute * MINUTE, value });
const gap = { from: T0 + 2 * MINUTE, to: T0 + 3 * MINUTE, why: 'blind' as const };
const svg = (columns: Columns, title = 't') => chartSvg({ title, from: T0, to: T0 + 10 * MINUTE, columns });

describe('a chart', () => {
  test.each<[string, Columns, number]>([
    ['whole: one line', { points: [point(0, 1), point(1, 2), point(5, 1)], unobserved: [] }, 1],
    [
      'with a gap: two',
      { points: [point(0, 1), point(1, 2), point(4, 1), point(5, 1)], unobserved: [gap] },
      2,
    ],
    ['of nothing: none', { points: [], unobserved: [gap] }, 0],
  ])('%s', (_name, columns, lines) => {
    expect(svg(columns).match(/<polyline/g) ?? []).toHaveLength(lines);
  });

  test('a single sample is a dot: it was seen', () => {
    expect(svg({ points: [point(0, 1)], unobserved: [] })).toContain('<circle');
  });

  test('what was not observed is shaded, with why', () => {
    expect(svg({ points: [], unobserved: [gap] })).toContain('<title>blind</title>');
  });

  test.each([[[0, 0]], [[5, 5]], [[-1, -1]]])(
    'values that do not differ are drawn at numbers: %j',
    (values) => {
      const columns = { points: values.map((v, i) => point(i, v)), unobserved: [] };
      expect(svg(columns)).not.toMatch(/NaN|Infinity/);
    },
  );

  test('its title is no markup', () => {
    expect(svg({ points: [], unobserved: [] }, '<script>&')).toContain('&lt;script&gt;&amp;');
  });
});

test('the numbers: points and gaps in the order of time, a gap without a value', () => {
  expect(seriesCsv({ points: [point(1, 2.5), point(4, 0)], unobserved: [gap] }).split('\n')).toEqual([
    'from,to,value,unobserved',
    '2026-11-20T15:01:00.000Z,2026-11-20T15:01:00.000Z,2.5,',
    '2026-11-20T15:02:00.000Z,2026-11-20T15:03:00.000Z,,blind',
    '2026-11-20T15:04:00.000Z,2026-11-20T15:04:00.000Z,0,',
    '',
  ]);
});
