import { expect, test } from 'vitest';
import { epochHint, fromIso, wholeHoursOff } from './times.ts';

const NOON = Date.UTC(2026, 0, 7, 12);

test.each([
  ['2026-01-07T12:00:00Z', NOON],
  ['2026-01-07t12:00:00z', NOON],
  ['2026-01-07T12:00:00.123456Z', NOON + 123],
  ['2026-01-07T12:00:00+00:00', NOON],
  ['2026-01-07T12:00:00+00', NOON],
  ['2026-01-07T12:00:00+0000', NOON],
  ['2026-01-07T07:00:00-05', NOON],
  ['2026-01-07T07:00:00-05:00', NOON],
  ['2026-01-07T17:30:00+0530', NOON],
  ['2026-01-07 12:00:00', NOON],
  ['2026-01-07T12:00:00', NOON],
  [' 2026-01-07T12:00Z ', NOON],
  ['Wed, 07 Jan 2026 12:00:00 GMT', NOON],
])('%s is read, and without a zone it is UTC', (text, expected) => expect(fromIso(text)).toBe(expected));

test.each([
  '',
  'yesterday',
  '2026-13-40T99:00:00Z',
  '2026-01-07',
  '2026-01-07T12:00:00+5',
  'Wed, 07 Jan 2026 12:00:00 EST',
  '1730000000',
  `2026-01-07T12:00:00.${'1'.repeat(60)}Z`,
  1730000000,
  null,
  undefined,
  {},
])('%s is not an instant', (text) => expect(fromIso(text)).toBeNull());

test.each([
  [NOON / 1e3, 'seconds'],
  [NOON / 1e3 - 86_400 * 365, 'seconds'],
  [NOON, 'milliseconds'],
  [NOON * 1e3, 'microseconds'],
  [NOON * 1e6, 'nanoseconds'],
  [0, null],
  [12, null],
  [NOON / 1e3 - 86_400 * 400, null],
])('%d is near now in: %s', (value, unit) => expect(epochHint(value, NOON)).toBe(unit));

const HOUR = 3_600_000;
test.each([
  [NOON - 5 * HOUR, 5],
  [NOON - 5 * HOUR - 60_000, 5],
  [NOON - 5 * HOUR - 60_001, null],
  [NOON + 14 * HOUR, -14],
  [NOON + 2 * HOUR - 1_000, -2],
  [NOON - 15 * HOUR, null],
  [NOON - 1_000, null],
  [NOON - HOUR / 2, null],
])('%d is off by hours: %s', (at, hours) => expect(wholeHoursOff(at, NOON, 60_000)).toBe(hours));
