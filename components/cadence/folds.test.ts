import { expect, test } from 'vitest';
import { foldsOf } from './folds.ts';
import { sampleItem } from './sample-item.ts';
import type { CadenceItem } from './summary.ts';

/** `u` upcoming, `d` done, `f` done with a finding, `m` missed, `x` another item that is upcoming. */
const LETTERS: Readonly<Record<string, Partial<CadenceItem>>> = {
  u: { state: 'upcoming', verdict: 'not-applicable' },
  d: { state: 'done', verdict: 'good' },
  f: { state: 'done', verdict: 'bad' },
  m: { state: 'missed', verdict: 'unknown' },
  x: { state: 'upcoming', verdict: 'not-applicable', title: 'other' },
};

function day(letters: string): CadenceItem[] {
  return [...letters].map((letter, place) =>
    sampleItem({ id: `${letter}${place}`, title: 'sample', ...LETTERS[letter] }),
  );
}

test.each([
  ['', ''],
  ['uuu', 'uuu'],
  ['uuuuu', 'u(uuuu)'],
  ['ddddduuuu', 'd(dddd)u(uuu)'],
  ['ddfdd', 'ddfdd'],
  ['mmmmmm', 'mmmmmm'],
  ['uuuuxx', 'u(uuu)xx'],
])('of %s one sees %s', (letters, seen) => {
  const text = foldsOf(day(letters)).map(({ folded, items }) => {
    const run = items.map((item) => item.id[0]).join('');
    return folded ? `(${run})` : run;
  });
  expect(text.join('')).toBe(seen);
});

test('nothing is lost, and the order stays', () => {
  const items = day('dddddmfuuuuuxx');
  expect(foldsOf(items).flatMap((fold) => fold.items)).toEqual(items);
});
