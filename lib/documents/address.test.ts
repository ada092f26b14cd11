import { expect, test } from 'vitest';
import { addressOf } from './address.ts';
import { historyDocument } from './history.ts';
import { planDocument } from './plan.ts';

test('an address has the parameters that are given, escaped, in the order of the definition', () => {
  const params = { points: 60, series: 'up', agent: 'a&b' };
  expect(addressOf(historyDocument, params)).toBe('/api/v1/history?agent=a%26b&series=up&points=60');
  expect(addressOf(planDocument, {})).toBe('/api/v1/plan');
});
