import { expect, test } from 'vitest';
import { aheadOf } from './api-measure.ts';

const ASKED = Date.parse('2026-11-20T15:15:00.900Z');

test('a date tells a clock to within its second and the time that the answer took', () => {
  expect(aheadOf('Fri, 20 Nov 2026 15:15:00 GMT', ASKED, ASKED + 40)).toEqual({ least: -940, most: 100 });
});

test.each([
  ['Fri, 20 Nov 2026 15:15:31 GMT', { least: 30_060, most: 31_100 }],
  ['Fri, 20 Nov 2026 15:14:30 GMT', { least: -30_940, most: -29_900 }],
])('a clock that is off: %s', (date, expected) => {
  expect(aheadOf(date, ASKED, ASKED + 40)).toEqual(expected);
});

test.each([undefined, '', 'yesterday'])('no date tells nothing: %s', (date) => {
  expect(aheadOf(date, ASKED, ASKED + 40)).toBeNull();
});
