import { expect, test } from 'vitest';
import { Chain } from './chain.ts';

/** The paths asked at each second, if only those in `evident` have evidence. */
function run(evident: (second: number) => readonly number[], seconds: number, length = 3): number[][] {
  const chain = new Chain(length);
  return Array.from({ length: seconds }, (_, second) => {
    const now = second * 1_000;
    const asked: number[] = [];
    let found = false;
    for (const index of chain.order(now)) {
      asked.push(index);
      found = evident(second).includes(index);
      if (found) break;
    }
    chain.learn(asked, found, now);
    return asked;
  });
}

test('a build by contract is asked once each time', () => {
  expect(run(() => [0], 3)).toEqual([[0], [0], [0]]);
});

test('a known old build is asked once each time, at the path that answered', () => {
  expect(run(() => [1, 2], 4)).toEqual([[0, 1], [1], [1], [1]]);
  expect(run(() => [2], 3)).toEqual([[0, 1, 2], [2], [2]]);
});

test('after a minute the first path is tried again, once', () => {
  const asked = run(() => [1], 62);
  expect(asked.slice(59)).toEqual([[1], [0, 1], [1]]);
});

test('once the first path has evidence it stays with it', () => {
  expect(run((s) => (s < 60 ? [1] : [0]), 62).slice(59)).toEqual([[1], [0], [0]]);
});

test('while nothing has evidence all paths are tried each five seconds', () => {
  expect(run(() => [], 7)).toEqual([[0, 1, 2], [0], [0], [0], [0], [0, 1, 2], [0]]);
});

test('if the path that answered no longer does, the others are tried at once', () => {
  expect(run((s) => (s < 2 ? [1] : [2]), 4)).toEqual([[0, 1], [1], [1, 0, 2], [2]]);
});

test('a probe without other paths has one', () => {
  expect(run(() => [], 7, 1)).toEqual([[0], [0], [0], [0], [0], [0], [0]]);
});
