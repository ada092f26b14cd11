import { expect, test } from 'vitest';
import { evaluated } from '#testing/samples/evaluated.ts';
import { calmFacts } from '#testing/samples/facts.ts';
import { marketLabel } from '../../messages/market.ts';

test.each([
  ['a session', '2026-11-20T15:15:00Z', 'NYSE open, closes 16:00'],
  ['a half-day', '2026-11-27T15:15:00Z', 'NYSE open, closes 13:00 (half-day)'],
  ['after the close', '2026-11-20T21:15:00Z', 'NYSE closed 16:00, post-market'],
  ['after a half-day’s close', '2026-11-27T18:05:00Z', 'NYSE closed 13:00 (half-day), post-market'],
  ['before the open', '2026-11-20T13:00:00Z', 'NYSE pre-market, opens 09:30'],
  ['a weekend', '2026-11-21T15:15:00Z', 'NYSE closed, next session 2026-11-23'],
  ['the last published year', '2028-12-29T15:15:00Z', 'NYSE open, closes 16:00'],
  ['a year by rule alone', '2029-03-05T15:15:00Z', 'NYSE open, closes 16:00 (by rule, not yet published)'],
  ['past the calendar', '2031-03-04T15:15:00Z', 'NYSE hours unknown: past the calendar'],
])('%s reads as the desk says it', (_day, now, label) => {
  expect(marketLabel(evaluated(calmFacts(), Date.parse(now)).market)).toBe(label);
});
