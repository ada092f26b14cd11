import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const ticks = [100, 200, 400].map((value) => ({ value }));

test.each([
  [90, 0],
  [149, 0],
  [290, 1],
  ['310', 2],
  [9_000, 2],
])('a cursor at %s stands at point %d', (activeLabel, index) => {
  expect(nearest(ticks, { activeLabel })).toBe(index);
});
