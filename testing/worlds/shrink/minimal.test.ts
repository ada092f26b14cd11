import { expect, test } from 'vitest';
import { minimal } from './minimal.ts';

const NUMBERS = Array.from({ length: 20 }, (_, i) => i);

test.each([
  ['nothing is needed', []],
  ['one of many', [13]],
  ['two far apart', [2, 17]],
  ['all of a half', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['everything', NUMBERS],
])('keeps what is needed and nothing else: %s', async (_, needed) => {
  const kept = await minimal(NUMBERS, async (some) => needed.every((n) => some.includes(n)));
  expect(kept).toEqual(needed);
});
