import { expect, test } from 'vitest';
import type { Changes } from '#lib/timeline/changes.ts';
import { incidentSpan } from './incident-span.ts';

const MINUTE = 60_000;
const T0 = Date.parse('2026-11-20T14:00:00.000Z');
const iso = (minute: number) => new Date(T0 + minute * MINUTE).toISOString();

/** The worst verdict from each minute on; the day ends after 600. */
const day = (...said: [minute: number, worst: 'good' | 'bad' | 'unknown'][]): Changes => ({
  ...{ from: iso(0), to: iso(600), more: false, holes: [] },
  changes: said.map(([minute, worst]) => ({ at: iso(minute), id: '1', outcome: 'proven-off', worst })),
});
const DAY = day([0, 'good'], [100, 'bad'], [105, 'unknown'], [106, 'bad'], [110, 'good'], [200, 'bad']);

test.each<[string, Changes, number, number, [from: number, to: number]]>([
  ['the red that it lies in, and ten minutes on each side', DAY, 101, 600, [90, 120]],
  ['reds that follow each other closely are one', DAY, 107, 600, [90, 120]],
  ['a red that lasts ends where the day does', DAY, 300, 900, [190, 610]],
  ['nothing was red then: the time around it', DAY, 150, 600, [140, 160]],
  ['nothing is known of the day', day(), 150, 600, [140, 160]],
  ['what is not written down yet is left out', DAY, 150, 155, [140, 155 - 1 / 6]],
  ['a moment that has just been has a minute at the least', DAY, 190, 175, [174 - 1 / 6, 175 - 1 / 6]],
  ['no more than a day', day([-3000, 'bad']), 100, 5_000, [610 - 1_440, 610]],
])('%s', (_name, given, at, now, [from, to]) => {
  const span = incidentSpan(given, T0 + at * MINUTE, T0 + now * MINUTE);
  expect([(span.from - T0) / MINUTE, (span.to - T0) / MINUTE]).toEqual([
    expect.closeTo(from, 6),
    expect.closeTo(to, 6),
  ]);
});
