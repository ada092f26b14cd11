import { expect, test } from 'vitest';
import type { History } from '#lib/series/history.ts';
import { rowsOf } from './rows.ts';

const T0 = Date.parse('2026-11-20T15:00:00.000Z');
const iso = (minute: number) => new Date(T0 + minute * 60_000).toISOString();
/** A day of an hour a row. */
const history = (over: Partial<History>): History => ({
  agent: 'a',
  series: 'restarts',
  from: iso(0),
  to: iso(24 * 60),
  limitSeconds: null,
  points: [],
  unobserved: [],
  sessions: [],
  ...over,
});
const at = (hour: number, value: number): [number, number] => [hour * 3_600_000, value];

test('each row tells the least, the greatest and the last of its span', () => {
  const [first, second] = rowsOf(history({ points: [at(0, 3), at(0.2, 9), at(0.4, 1), at(1.5, 4)] }));
  expect(first).toMatchObject({ from: T0, least: 1, greatest: 9, last: 1, unobserved: '' });
  expect(second).toMatchObject({ least: 4, greatest: 4, last: 4 });
});

test('what was not observed is no number, and says why; the time before the console was there is left out', () => {
  const rows = rowsOf(
    history({
      points: [at(10, 2)],
      unobserved: [
        { from: iso(0), to: iso(600), why: 'not-running' },
        { from: iso(630), to: iso(24 * 60), why: 'blind' },
      ],
    }),
  );
  expect(rows[0]).toMatchObject({ from: T0 + 600 * 60_000, last: 2, unobserved: 'could not be seen' });
  expect(rows.at(-1)).toMatchObject({ least: null, last: null, unobserved: 'could not be seen' });
});

test('nothing at all is no row', () => {
  expect(rowsOf(history({ unobserved: [{ from: iso(0), to: iso(1_440), why: 'not-running' }] }))).toEqual([]);
});
