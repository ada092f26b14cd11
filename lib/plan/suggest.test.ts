import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from './suggest.ts';

test.each([
  ['', '', 0],
  ['owner', 'owner', 0],
  ['ownr', 'owner', 1],
  ['ownner', 'owner', 1],
  ['owmer', 'owner', 1],
  ['onwer', 'owner', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('%s to %s takes %i steps', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

describe('the intended word', () => {
  test.each([
    ['a slip', 'criticallity', ['criticality', 'role'], 'criticality'],
    ['another case', 'observe', ['OFF', 'OBSERVE'], 'OBSERVE'],
    ['nothing near', 'colour', ['criticality', 'role'], null],
    ['two equally near: no guess', 'P9', ['P0', 'P1'], null],
    [
      'the same word twice is one',
      'strategyengine',
      ['strategy-engine', 'strategy-engine'],
      'strategy-engine',
    ],
    ['none to choose from', 'x', [], null],
  ])('%s', (_, word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });
});
