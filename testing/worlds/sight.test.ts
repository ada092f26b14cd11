import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Observation } from './observation.ts';
import { Sight } from './sight.ts';

const looks = fc.array(
  fc
    .record({ startedAt: fc.nat(60), took: fc.nat(20), whole: fc.boolean(), clear: fc.boolean() })
    .map(({ startedAt, took, whole, clear }): Observation => {
      return { source: 's', startedAt, arrivedAt: startedAt + took, whole, clear, wide: true };
    }),
  { maxLength: 30 },
);
const byArrival = (all: readonly Observation[]) => all.toSorted((a, b) => a.arrivedAt - b.arrivedAt);

test('a look is found as by looking at each', () => {
  fc.assert(
    fc.property(looks, fc.nat(80), fc.nat(80), (all, from, to) => {
      const each = all.some((l) => l.whole && l.startedAt >= from && l.arrivedAt <= to);
      expect(new Sight(all).has(from, to, (l) => l.whole)).toBe(each);
    }),
  );
});

test('the clear looks in a row are those since the last that was not, as by looking at each', () => {
  fc.assert(
    fc.property(looks, fc.nat(80), fc.nat(80), (all, from, at) => {
      const begun = byArrival(all).filter((l) => l.startedAt >= from && l.startedAt <= at);
      const row = begun.slice(begun.findLastIndex((l) => !l.clear) + 1);
      const [first, last] = [row[0], begun.at(-1)];
      const found = new Sight(all).clearRow(from, at);
      expect(found).toEqual(first === undefined || last === undefined ? null : { first, last });
    }),
  );
});
