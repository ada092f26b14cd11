import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bothTimes,
  clockMinute,
  clockTime,
  dayOf,
  etDate,
  formatEt,
  fullTime,
  fullUtc,
  minuteBy,
  readerTime,
  timeBy,
  utcTime,
} from './clock.ts';
import { instant, instantOrNull } from './instant.ts';

/** 19:30 of a Friday in New York; Saturday in UTC. */
const EVENING = '2026-11-21T00:30:00.000Z';

test('instants are shown in ET through summer and winter, and in UTC', () => {
  expect(clockTime('2026-11-20T15:15:42.000Z')).toBe('10:15:42 ET');
  expect(clockTime('2026-07-20T14:15:42.000Z')).toBe('10:15:42 ET');
  expect(clockTime('2026-07-20T04:00:00.000Z')).toBe('00:00:00 ET');
  expect(clockMinute('2026-11-20T15:30:00.000Z')).toBe('10:30 ET');
  expect(utcTime('2026-11-20T15:15:42.000Z')).toBe('15:15:42 UTC');
  expect(readerTime('2026-11-20T15:15:42.000Z')).toMatch(/^\d\d:15:42$/);
});

test('epoch milliseconds and ISO 8601 are the same instant', () => {
  expect(bothTimes(Date.parse(EVENING))).toBe(bothTimes(EVENING));
});

describe('in the evening, when UTC has tomorrow’s date', () => {
  test('ET’s time has ET’s date, and UTC’s time has UTC’s', () => {
    expect(fullTime(EVENING)).toBe('2026-11-20 19:30:00 ET');
    expect(fullUtc(EVENING)).toBe('2026-11-21 00:30:00 UTC');
    expect(bothTimes(EVENING)).toBe('2026-11-20 19:30:00 ET (2026-11-21 00:30:00 UTC)');
    expect(dayOf(EVENING)).toBe('Fri 20 Nov');
  });

  test('a time has its date unless that is today in New York', () => {
    expect(timeBy(EVENING, '2026-11-21T04:59:59.000Z')).toBe('19:30:00 ET');
    expect(timeBy(EVENING, '2026-11-21T05:00:00.000Z')).toBe('2026-11-20 19:30:00 ET');
    expect(minuteBy(EVENING, '2026-11-20T05:00:00.000Z')).toBe('19:30 ET');
    expect(minuteBy(EVENING, '2026-11-20T04:59:59.000Z')).toBe('2026-11-20 19:30 ET');
  });
});

test('an invalid time is shown as none', () => {
  expect([clockTime('soon'), utcTime('soon'), etDate('soon'), dayOf('soon'), readerTime('soon')]).toEqual([
    '--:--:-- ET',
    '--:--:-- UTC',
    '----------',
    '----------',
    '--:--:--',
  ]);
  expect(fullUtc(Number.NaN)).toBe('---------- --:--:-- UTC');
});

test('a time beyond all calendars is the last that can be written', () => {
  expect(instant(1e300)).toBe('+275760-09-13T00:00:00.000Z');
  expect(fullUtc(1e300)).toBe('+275760-09-13 00:00:00 UTC');
  expect(fullTime(1e300)).toBe('275760-09-12 20:00:00 ET');
  expect(instant(Number.NaN)).toBe('1970-01-01T00:00:00.000Z');
  expect([instantOrNull(null), instantOrNull(undefined), instantOrNull(0)]).toEqual([
    null,
    null,
    '1970-01-01T00:00:00.000Z',
  ]);
});

test('New York’s date and time are those that Temporal gives', () => {
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const there = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(
        'America/New_York',
      );
      expect(etDate(date.getTime())).toBe(there.toPlainDate().toString());
      expect(formatEt(date.getTime())).toBe(
        there.toPlainTime().round({ smallestUnit: 'second', roundingMode: 'floor' }).toString(),
      );
    }),
  );
});
