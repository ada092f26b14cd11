import { expect, test } from 'vitest';
import { clockOffset } from './default-clock.ts';

const at = (iso: string) => Date.parse(iso);
const shown = (now: string, kept?: { offsetSeconds: number; writtenAt: number }) =>
  new Date(at(now) + clockOffset(at(now), kept) * 1000).toISOString();

test.each([
  ['on a Sunday it is Friday 10:15 ET', '2026-11-22T16:00:00Z', '2026-11-20T15:15:00.000Z'],
  ['before the open it is the day before, 10:15 ET', '2026-11-20T12:00:00Z', '2026-11-19T15:15:00.000Z'],
  ['after the close it is the same day, 10:15 ET', '2026-11-20T23:00:00Z', '2026-11-20T15:15:00.000Z'],
  ['over a holiday it is the last trading day', '2026-11-26T18:00:00Z', '2026-11-25T15:15:00.000Z'],
  ['in summer 10:15 ET is 14:15 UTC', '2026-07-19T18:00:00Z', '2026-07-17T14:15:00.000Z'],
  ['while the market is open it is now', '2026-11-20T18:00:00Z', '2026-11-20T18:00:00.000Z'],
])('%s', (_rule, now, expected) => {
  expect(shown(now)).toBe(expected);
});

test('a kept clock goes on for hours, past its close too', () => {
  const kept = { offsetSeconds: -3600 * 12, writtenAt: at('2026-11-21T08:00:00Z') };
  expect(shown('2026-11-21T12:00:00Z', kept)).toBe('2026-11-21T00:00:00.000Z');
});

test('an old kept clock goes on only where it shows an open market', () => {
  const writtenAt = at('2026-11-15T00:00:00Z');
  expect(shown('2026-11-22T16:00:00Z', { offsetSeconds: -2 * 86_400, writtenAt })).toBe(
    '2026-11-20T16:00:00.000Z',
  );
  expect(shown('2026-11-22T16:00:00Z', { offsetSeconds: -86_400, writtenAt })).toBe(
    '2026-11-20T15:15:00.000Z',
  );
});
