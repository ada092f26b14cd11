import { describe, expect, test } from 'vitest';
import { parseAppointment, turnOf } from './appointment.ts';

describe('a time of the market’s day', () => {
  test.each([
    ['T-60', { anchor: 'open', offsetMinutes: -60 }],
    ['T+0', { anchor: 'open', offsetMinutes: 0 }],
    ['close+30', { anchor: 'close', offsetMinutes: 30 }],
  ])('%s', (text, expected) => {
    expect(parseAppointment(text)).toEqual({ text, ...expected });
  });

  test.each(['', 'T60', 'T-', 't-60', 'T-60m', 'T-6000', 'open-60', ' T-60'])('%j is none', (text) => {
    expect(parseAppointment(text)).toBeNull();
  });
});

describe('if it is that time, by the session’s real open and close', () => {
  test.each([
    ['T-60', '2026-11-20T13:30:00Z', 'winter, the very minute'],
    ['T-60', '2026-07-17T12:30:00Z', 'summer, an hour earlier in UTC'],
    ['T-60', '2026-11-20T13:44:59Z', 'the last second of the quarter of an hour'],
    ['T-15', '2026-11-20T14:29:00Z', 'up to the open'],
    ['close+30', '2026-11-20T21:30:00Z', 'a full session'],
    ['close+30', '2026-11-27T18:30:00Z', 'a half-day closes at 13:00 ET'],
  ])('%s at %s is due: %s', (text, now) => {
    expect(turn(text, now)).toMatchObject({ state: 'due' });
  });

  test.each([
    [
      'T-60',
      '2026-11-26T13:30:00Z',
      'no session on 2026-11-26 (Thanksgiving Day); the next session is on 2026-11-27',
    ],
    ['T-60', '2026-11-21T13:30:00Z', 'no session on 2026-11-21; the next session is on 2026-11-23'],
    ['T-60', '2026-11-20T13:29:59Z', 'T-60 of 2026-11-20 is from 08:30 to 08:45 ET; it is 08:29 ET'],
    ['T-60', '2026-11-20T13:45:00Z', 'T-60 of 2026-11-20 is from 08:30 to 08:45 ET; it is 08:45 ET'],
    ['T-60', '2026-07-17T13:30:00Z', 'T-60 of 2026-07-17 is from 08:30 to 08:45 ET; it is 09:30 ET'],
    ['close+30', '2026-11-27T21:30:00Z', 'close+30 of 2026-11-27 is from 13:30 to 13:45 ET; it is 16:30 ET'],
  ])('%s at %s is not: %s', (text, now, why) => {
    expect(turn(text, now)).toEqual({ state: 'not-due', why });
  });

  test('a date that the calendar does not reach is unknown, and not a holiday', () => {
    expect(turn('T-60', '2031-01-02T13:30:00Z')).toEqual({
      state: 'unknown',
      why: 'the market calendar does not reach 2031-01-02',
    });
  });

  test('the time itself is returned, to find the cadence by', () => {
    expect(turn('T-60', '2026-11-20T13:33:00Z')).toMatchObject({ at: Date.parse('2026-11-20T13:30:00Z') });
  });
});

function turn(text: string, now: string) {
  const appointment = parseAppointment(text);
  if (appointment === null) throw new Error(`not a time: ${text}`);
  return turnOf(appointment, Date.parse(now));
}
