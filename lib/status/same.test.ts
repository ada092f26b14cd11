import { expect, test } from 'vitest';
import { distinct, same } from './same.ts';

const said = (words: string) => ({ code: 'quoted', params: { words } });

test('messages are the same by code and parameters, not by being one object', () => {
  expect(same(said('a'), said('a'))).toBe(true);
  expect(same(said('a'), said('b'))).toBe(false);
  expect(same('a', said('a'))).toBe(false);
});

test('each is kept once, in the order of their first occurrence', () => {
  expect(distinct([said('b'), said('a'), said('b'), null, null])).toEqual([said('b'), said('a'), null]);
});
