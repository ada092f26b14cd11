/** One world of two hours with every test run; `npm run simulate -- --long N` examines more and longer ones. */

import { expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { linesOf } from '../batch.ts';
import { examineLong } from './examine-long.ts';
import { makeLongWorld } from './long-world.ts';
import { AWAITED } from './time-properties.ts';

const SEED = 20_261_120;
const INDEX = 0;
const HOURS = 2;
const TIME_LIMIT_MS = 60_000;

test(
  'over hours judgement stays true, but for the known faults, which are all there',
  async () => {
    const examined = examineLong(await makeLongWorld(SEED, INDEX, HOURS), evaluate);
    expect(linesOf(examined)).toEqual([]);
    const seen = new Set(examined.awaited.violations.map(({ property }) => property));
    // One that no longer shows is mended: it then belongs to what must hold.
    expect([...seen].sort()).toEqual([...AWAITED].sort());
  },
  TIME_LIMIT_MS,
);
