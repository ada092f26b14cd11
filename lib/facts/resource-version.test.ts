import { expect, test } from 'vitest';
import { compareVersions, isOlderVersion } from './resource-version.ts';

test.each([
  ['9', '10', -1],
  ['10', '9', 1],
  ['10', '10', 0],
  ['99999999999999999999', '100000000000000000000', -1],
  ['a', '1', 0],
  ['', '1', 0],
])('%j to %j is ordered %i', (a, b, order) => {
  expect(compareVersions(a, b)).toBe(order);
});

test.each([
  ['an earlier one', { uid: 'u', resourceVersion: '9' }, true],
  ['the same', { uid: 'u', resourceVersion: '10' }, false],
  ['an earlier one of another object', { uid: 'v', resourceVersion: '9' }, false],
  ['one that is no number', { uid: 'u', resourceVersion: 'x' }, false],
])('%s is older, or not', (_which, next, older) => {
  expect(isOlderVersion(next, { uid: 'u', resourceVersion: '10' })).toBe(older);
});
