/** The first half of all saboteurs; two files, so that two workers share them. */

import { expect, test } from 'vitest';
import { mixOf } from './mix.ts';
import { runPart } from './run.ts';
import { verdictOf } from './verdict.ts';

const TIME_LIMIT_MS = 240_000;

test(
  'evaluations that are wrong in one way are caught, all but those that a list names',
  async () => {
    expect(verdictOf(await runPart(mixOf(0)))).toEqual({ escaped: [], caughtThough: [] });
  },
  TIME_LIMIT_MS,
);
