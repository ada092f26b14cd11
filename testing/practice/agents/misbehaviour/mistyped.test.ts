import { expect, test } from 'vitest';
import { json, metrics } from '../agent.ts';
import { MISTYPED } from './mistyped.ts';

const AT = '2026-01-07T12:00:00.500Z';
const answer = json(200, { ok: true, last_tick_epoch_seconds: 1_767_787_200.5, at: AT, age_seconds: 2.4 });

test.each([
  ['booleans-as-numbers', '"ok":1'],
  ['booleans-as-text', '"ok":"true"'],
  ['numbers-as-text', '"age_seconds":"2.4"'],
  ['numbers-as-nan', '"age_seconds":NaN'],
  ['numbers-as-infinity', '"age_seconds":Infinity'],
  ['times-in-milliseconds', '"last_tick_epoch_seconds":1767787200500,"at":1767787200500'],
  ['times-in-microseconds', '"at":1767787200500000'],
  ['times-in-nanoseconds', '"at":1767787200500000000'],
  ['times-in-seconds-as-text', '"last_tick_epoch_seconds":"1767787200.5"'],
  ['times-rfc-1123', '"at":"Wed, 07 Jan 2026 12:00:00 GMT"'],
  ['times-without-zone', '"at":"2026-01-07T12:00:00.500"'],
  ['times-with-short-offset', '"at":"2026-01-07T12:00:00.500+00"'],
  ['times-hours-off', '"last_tick_epoch_seconds":1767769200.5,"at":"2026-01-07T07:00:00.500Z"'],
])('%s', (behaviour, expected) => {
  expect(MISTYPED[behaviour]?.(answer).body).toContain(expected);
});

test('openmetrics: exemplars and an end, and JSON stays as it is', () => {
  const said = MISTYPED.openmetrics?.(metrics(['a_total{x="y"} 3', 'b 1']));
  expect(said?.body).toBe('a_total{x="y"} 3 # {trace_id="4bf92f35"} 1\nb 1\n# EOF\n');
  expect(said?.contentType).toMatch(/^application\/openmetrics-text/);
  expect(MISTYPED.openmetrics?.(answer)).toEqual(answer);
});
