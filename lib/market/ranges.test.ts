import { expect, test } from 'vitest';
import { intervalOf } from './ranges.ts';

test.each([
  ['15m', '2026-11-20T15:15:00Z', '2026-11-20T15:00:00.000Z'],
  ['1h', '2026-11-20T15:15:00Z', '2026-11-20T14:15:00.000Z'],
  ['30d', '2026-11-20T15:15:00Z', '2026-10-21T15:15:00.000Z'],
  ['session', '2026-11-20T15:15:00Z', '2026-11-20T14:30:00.000Z'],
  ['session', '2026-11-20T14:00:00Z', '2026-11-19T14:30:00.000Z'],
  // Thanksgiving has none, the day after it a short one, and clocks have changed on 1 November.
  ['session', '2026-11-26T15:15:00Z', '2026-11-25T14:30:00.000Z'],
  ['5-sessions', '2026-11-27T15:15:00Z', '2026-11-20T14:30:00.000Z'],
  ['5-sessions', '2026-11-03T15:15:00Z', '2026-10-28T13:30:00.000Z'],
] as const)('%s at %s reaches back to %s', (range, now, from) => {
  const span = intervalOf(range, Date.parse(now));
  expect([new Date(span.from).toISOString(), span.to]).toEqual([from, Date.parse(now)]);
});
