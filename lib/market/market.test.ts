import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ONE_OFF_CLOSURES } from './calendar.ts';
import {
  basisOf,
  CALENDAR_FROM,
  CALENDAR_PUBLISHED_TO,
  CALENDAR_TO,
  etDate,
  formatEt,
  latestSessionAt,
  marketAt,
  occasionOf,
  postMarketEnd,
  sessionOn,
  sessionsBetween,
} from './market.ts';

const at = (iso: string): number => Date.parse(iso);
const all = sessionsBetween(CALENDAR_FROM, CALENDAR_TO);
const datesOf = (year: number, early: boolean): string[] =>
  all.filter((s) => s.date.startsWith(`${year}-`) && s.early === early).map((s) => s.date.slice(5));

describe('holidays as the exchange published them', () => {
  const published: Record<number, string[]> = {
    2015: ['01-01', '01-19', '02-16', '04-03', '05-25', '07-03', '09-07', '11-26', '12-25'],
    2016: ['01-01', '01-18', '02-15', '03-25', '05-30', '07-04', '09-05', '11-24', '12-26'],
    2018: ['01-01', '01-15', '02-19', '03-30', '05-28', '07-04', '09-03', '11-22', '12-05', '12-25'],
    2020: ['01-01', '01-20', '02-17', '04-10', '05-25', '07-03', '09-07', '11-26', '12-25'],
    2021: ['01-01', '01-18', '02-15', '04-02', '05-31', '07-05', '09-06', '11-25', '12-24'],
    2022: ['01-17', '02-21', '04-15', '05-30', '06-20', '07-04', '09-05', '11-24', '12-26'],
    2023: ['01-02', '01-16', '02-20', '04-07', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25'],
    2025: ['01-01', '01-09', '01-20', '02-17', '04-18', '05-26', '06-19', '07-04', '09-01', '11-27', '12-25'],
    2026: ['01-01', '01-19', '02-16', '04-03', '05-25', '06-19', '07-03', '09-07', '11-26', '12-25'],
    2027: ['01-01', '01-18', '02-15', '03-26', '05-31', '06-18', '07-05', '09-06', '11-25', '12-24'],
    2028: ['01-17', '02-21', '04-14', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25'],
  };
  test.each(Object.entries(published))(
    '%s: these weekdays have no session, and no others',
    (year, closed) => {
      const open = new Set(all.map((s) => s.date));
      const weekdays = weekdaysOf(Number(year));
      expect(weekdays.filter((date) => !open.has(date)).map((date) => date.slice(5))).toEqual(closed);
    },
  );

  test('the calendar marks as published only dates that the latest of these publications covers', () => {
    expect(CALENDAR_PUBLISHED_TO).toBe(`${Object.keys(published).at(-1)}-12-31`);
  });

  test('a New Year’s Day on a Saturday closes neither the Friday before nor the Monday after', () => {
    for (const date of ['2021-12-31', '2022-01-03', '2027-12-31', '2028-01-03']) {
      expect(sessionOn(date), date).toMatchObject({ date, early: false });
    }
  });

  test('Juneteenth is kept from 2022 on', () => {
    expect(sessionOn('2020-06-19')).not.toBeNull();
    expect(sessionOn('2021-06-18')).not.toBeNull();
    expect(sessionOn('2022-06-20')).toBeNull();
  });

  test.each(Object.keys(ONE_OFF_CLOSURES))('%s was closed for one occasion', (date) => {
    expect(sessionOn(date)).toBeNull();
  });
});

describe('early closes at 13:00', () => {
  test.each([
    [2015, ['11-27', '12-24']],
    [2016, ['11-25']],
    [2017, ['07-03', '11-24']],
    [2018, ['07-03', '11-23', '12-24']],
    [2019, ['07-03', '11-29', '12-24']],
    [2020, ['11-27', '12-24']],
    [2021, ['11-26']],
    [2022, ['11-25']],
    [2023, ['07-03', '11-24']],
    [2024, ['07-03', '11-29', '12-24']],
    [2025, ['07-03', '11-28', '12-24']],
    [2026, ['11-27', '12-24']],
    [2027, ['11-26']],
    [2028, ['07-03', '11-24']],
  ])('%i', (year, halfDays) => {
    expect(datesOf(year, true)).toEqual(halfDays);
  });
});

describe('daylight saving moves the UTC hours', () => {
  test.each([
    ['2026-03-06', '2026-03-06T14:30:00.000Z', '2026-03-06T21:00:00.000Z'],
    ['2026-03-09', '2026-03-09T13:30:00.000Z', '2026-03-09T20:00:00.000Z'],
    ['2026-10-30', '2026-10-30T13:30:00.000Z', '2026-10-30T20:00:00.000Z'],
    ['2026-11-02', '2026-11-02T14:30:00.000Z', '2026-11-02T21:00:00.000Z'],
    ['2026-11-27', '2026-11-27T14:30:00.000Z', '2026-11-27T18:00:00.000Z'],
    ['2025-07-03', '2025-07-03T13:30:00.000Z', '2025-07-03T17:00:00.000Z'],
  ])('%s', (date, open, close) => {
    expect(sessionOn(date)).toMatchObject({ open, close });
  });
});

describe('the state of the market', () => {
  test.each([
    ['before the pre-market', '2026-11-23T08:59:59.999Z', 'closed'],
    ['pre-market from 04:00 ET', '2026-11-23T09:00:00Z', 'pre-market'],
    ['the last moment before the open', '2026-11-23T14:29:59.999Z', 'pre-market'],
    ['open at 09:30 ET', '2026-11-23T14:30:00Z', 'open'],
    ['the last moment of the session', '2026-11-23T20:59:59.999Z', 'open'],
    ['post-market from 16:00 ET', '2026-11-23T21:00:00Z', 'post-market'],
    ['closed from 20:00 ET', '2026-11-24T01:00:00Z', 'closed'],
    ['post-market from 13:00 ET on a half-day', '2026-11-27T18:00:00Z', 'post-market'],
    ['closed from 17:00 ET on a half-day', '2026-11-27T22:00:00Z', 'closed'],
    ['a Saturday at noon', '2026-11-21T17:00:00Z', 'closed'],
    ['Thanksgiving at noon', '2026-11-26T17:00:00Z', 'closed'],
    ['past the horizon', '2031-01-02T17:00:00Z', 'unknown'],
    ['before the calendar', '2014-12-31T17:00:00Z', 'unknown'],
  ])('%s', (_, now, state) => {
    expect(marketAt(at(now)).state).toBe(state);
  });

  test('names the sessions around a weekend', () => {
    const sunday = marketAt(at('2026-11-22T16:00:00Z'));
    expect(sunday).toMatchObject({ date: '2026-11-22', session: null });
    expect([sunday.previous?.date, sunday.next?.date]).toEqual(['2026-11-20', '2026-11-23']);
  });

  test('before the open today’s session is also the next, during it neither next nor previous', () => {
    const before = marketAt(at('2026-11-23T12:00:00Z'));
    expect([before.previous?.date, before.session?.date, before.next?.date]).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-23',
    ]);
    const during = marketAt(at('2026-11-23T15:00:00Z'));
    expect([during.previous?.date, during.session?.date, during.next?.date]).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-24',
    ]);
  });

  test('late evening in UTC is still the same day in New York', () => {
    expect(marketAt(at('2026-11-24T03:00:00Z')).date).toBe('2026-11-23');
  });

  test('past the horizon there is no next session, and the last known one stays', () => {
    const beyond = marketAt(at('2031-06-02T16:00:00Z'));
    expect(beyond).toMatchObject({ session: null, next: null });
    expect(beyond.previous?.date).toBe('2030-12-31');
  });

  test.each([
    ['2026-11-23T14:29:59Z', '2026-11-20'],
    ['2026-11-23T14:30:00Z', '2026-11-23'],
    ['2026-11-22T12:00:00Z', '2026-11-20'],
    ['2025-01-09T18:00:00Z', '2025-01-08'],
  ])('the latest session that had opened by %s', (now, date) => {
    expect(latestSessionAt(at(now))?.date).toBe(date);
  });
});

test.each([
  ['2026-01-15T14:30:05.999Z', '09:30:05', '2026-01-15'],
  ['2026-07-15T13:30:00Z', '09:30:00', '2026-07-15'],
  ['2026-03-08T06:59:59Z', '01:59:59', '2026-03-08'],
  ['2026-03-08T07:00:00Z', '03:00:00', '2026-03-08'],
  ['2026-11-23T04:59:00Z', '23:59:00', '2026-11-22'],
])('%s reads %s on %s in New York', (iso, clock, date) => {
  expect([formatEt(at(iso)), etDate(at(iso))]).toEqual([clock, date]);
});

describe('whatever the range', () => {
  const day = fc.date({
    min: new Date('2014-06-01T00:00:00Z'),
    max: new Date('2031-06-01T00:00:00Z'),
    noInvalidDate: true,
  });

  test('sessions lie on weekdays, in order, 6.5 or 3.5 hours long, from 09:30 ET', () => {
    expect(all.length).toBeGreaterThan(4000);
    for (const [index, session] of all.entries()) {
      expect([0, 6]).not.toContain(new Date(`${session.date}T00:00:00Z`).getUTCDay());
      expect((at(session.close) - at(session.open)) / 3_600_000).toBe(session.early ? 3.5 : 6.5);
      expect(formatEt(at(session.open))).toBe('09:30:00');
      expect(session.date > (all[index - 1]?.date ?? '')).toBe(true);
    }
  });

  test('sessionsBetween cuts the whole list and never reaches outside of it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5, max: 40 }), (start, days) => {
        const from = start.toISOString().slice(0, 10);
        const to = new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10);
        expect(sessionsBetween(from, to)).toEqual(all.filter((s) => s.date >= from && s.date <= to));
      }),
      { numRuns: 60 },
    );
  });

  test('it is open exactly while a session runs; previous, session and next never overlap the wrong way', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2015-01-05'), max: at('2030-12-30') }), (now) => {
        const market = marketAt(now);
        const running = all.some((s) => at(s.open) <= now && now < at(s.close));
        expect(market.state === 'open').toBe(running);
        if (market.next) expect(at(market.next.open)).toBeGreaterThan(now);
        if (market.previous) expect(at(market.previous.close)).toBeLessThanOrEqual(now);
      }),
      { numRuns: 200 },
    );
  });
});

function weekdaysOf(year: number): string[] {
  const dates: string[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    if (![0, 6].includes(new Date(ms).getUTCDay())) dates.push(new Date(ms).toISOString().slice(0, 10));
  }
  return dates;
}

test.each([
  ['2014-12-31', null],
  ['2015-01-02', 'published'],
  ['2028-12-31', 'published'],
  ['2029-01-01', 'rule'],
  ['2030-12-31', 'rule'],
  ['2031-01-01', null],
])('%s rests on: %s', (date, basis) => {
  expect(basisOf(date)).toBe(basis);
});

test.each([
  ['2026-11-26', 'Thanksgiving Day'],
  ['2026-11-27', 'day after Thanksgiving'],
  ['2026-07-03', 'Independence Day'],
  ['2025-07-03', 'day before Independence Day'],
  ['2027-12-24', 'Christmas Day'],
  ['2025-01-09', 'National Day of Mourning for Jimmy Carter'],
  ['2026-11-20', null],
])('%s is the occasion of: %s', (date, occasion) => {
  expect(occasionOf(date)).toBe(occasion);
});

test('every weekday without a full session has its occasion, and no other', () => {
  for (const { date, early } of all) expect(occasionOf(date) !== null).toBe(early);
  expect(occasionOf('2018-12-05')).not.toBeNull();
});

test('a day is over with late trading, which ends earlier on a half-day', () => {
  const end = (date: string) => {
    const session = sessionOn(date);
    return session === null ? null : formatEt(postMarketEnd(session));
  };
  expect([end('2026-11-20'), end('2026-11-27')]).toEqual(['20:00:00', '17:00:00']);
});
