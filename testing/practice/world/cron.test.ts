import { expect, test } from 'vitest';
import { firesAt } from './cron.ts';

test.each([
  ['* * * * *', '2026-11-20T15:15:00Z', true],
  ['15 10 * * *', '2026-11-20T15:15:00Z', true],
  ['15 10 * * *', '2026-07-20T14:15:00Z', true],
  ['15 10 * * *', '2026-07-20T15:15:00Z', false],
  ['30 8 * * 1-5', '2026-11-20T13:30:00Z', true],
  ['30 8 * * 1-5', '2026-11-21T13:30:00Z', false],
  ['*/15 * * * *', '2026-11-20T15:45:00Z', true],
  ['*/15 * * * *', '2026-11-20T15:46:00Z', false],
  ['5,45 * * * *', '2026-11-20T15:45:00Z', true],
  ['0 0 20 11 *', '2026-11-20T05:00:00Z', true],
])('%s at %s fires in New York: %s', (schedule, at, fires) => {
  expect(firesAt(schedule, 'America/New_York', Date.parse(at))).toBe(fires);
});
