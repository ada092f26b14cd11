import { describe, expect, test } from 'vitest';
import type { History } from '#lib/series/history.ts';
import { sparkOf } from './spark.ts';

const FROM = Date.parse('2026-11-20T15:00:00.000Z');

function history(points: [number, number | null][], limitSeconds: number | null = 60): History {
  return {
    agent: 'a',
    series: 'heartbeat_age_seconds',
    from: new Date(FROM).toISOString(),
    to: new Date(FROM + 900_000).toISOString(),
    limitSeconds,
    points: points.flatMap(([column, value]): [number, number][] =>
      value === null ? [] : [[column * 15_000 + 1_000, value]],
    ),
    unobserved: [],
    sessions: [],
  };
}

describe('what was not observed is a gap', () => {
  test('a null breaks the line', () =>
    expect(
      sparkOf(
        history([
          [0, 1],
          [1, 2],
          [2, null],
          [3, 2],
          [4, 1],
        ]),
        90,
        20,
      ).runs,
    ).toHaveLength(2));
  test('so does a missing column', () =>
    expect(
      sparkOf(
        history([
          [0, 1],
          [1, 2],
          [9, 2],
        ]),
        90,
        20,
      ).runs,
    ).toHaveLength(2));
  test('nothing seen draws nothing', () => expect(sparkOf(history([[0, null]]), 90, 20).runs).toEqual([]));
});

test('a spike within a column is kept', () => {
  const calm = sparkOf(history([[5, 1]]), 90, 20).runs;
  const spiked = sparkOf(
    history([
      [5, 1],
      [5, 90],
      [5, 1],
    ]),
    90,
    20,
  ).runs;
  expect(spiked).not.toEqual(calm);
});

test('a breach lies above the limit line and within the picture', () => {
  const { runs, limitY } = sparkOf(history([[5, 200]]), 90, 20);
  const y = Number(/ ([\d.]+)h/.exec(runs[0] ?? '')?.[1]);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(limitY ?? 0);
});

test('without a limit there is no limit line', () =>
  expect(sparkOf(history([[0, 1]], null), 90, 20).limitY).toBeNull());
