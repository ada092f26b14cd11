import { describe, expect, test } from 'vitest';
import { historySchema } from '#lib/wire/history.ts';
import { HeartbeatHistory } from './history.ts';

const T0 = Date.parse('2026-11-20T15:00:00Z');
const query = (points: number, seconds = 60) => ({
  agent: 'feed',
  series: 'heartbeat_age_seconds' as const,
  from: T0,
  to: T0 + (seconds - 1) * 1000,
  points,
});

describe('heartbeat history', () => {
  test('a spike of one second survives any folding', () => {
    const history = new HeartbeatHistory();
    for (let s = 0; s < 60; s++) history.record('feed', T0 + s * 1000, s === 37 ? 94 : 1);
    for (const points of [60, 10, 1])
      expect(Math.max(...history.query(query(points), 60).points.map((p) => p.max ?? 0))).toBe(94);
  });

  test('what was not observed is null, never zero and never carried over', () => {
    const history = new HeartbeatHistory();
    history.record('feed', T0, 1);
    history.record('feed', T0 + 2000, null);
    expect(history.query(query(3, 3), 60).points.map((p) => p.max)).toEqual([1, null, null]);
  });

  test('an hour later the old values are gone, not shown again', () => {
    const history = new HeartbeatHistory();
    history.record('feed', T0 - 3_600_000, 5);
    expect(history.query(query(1, 1), 60).points.map((p) => p.max)).toEqual([null]);
  });

  test('sessions within the range are told for shading', () => {
    const around = {
      ...query(10),
      from: Date.parse('2026-11-20T14:00:00Z'),
      to: Date.parse('2026-11-20T15:00:00Z'),
    };
    const told = historySchema.parse(new HeartbeatHistory().query(around, 60));
    expect(told.sessions).toEqual([{ from: '2026-11-20T14:30:00.000Z', to: '2026-11-20T15:00:00.000Z' }]);
  });
});
