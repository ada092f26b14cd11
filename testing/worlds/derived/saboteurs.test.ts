/** Every derived document is true in these worlds, and each wrong derivation is caught in some of them. */

import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { liveThrough } from '../console.ts';
import { Oracle } from '../oracle.ts';
import { Verdicts } from '../verdicts.ts';
import { makeWorld } from '../world.ts';
import { DOCUMENTS, type Lived, livedOf } from './check.ts';
import { REAL } from './derivations.ts';
import { caughtIn, SABOTEURS } from './saboteurs.ts';

const SEED = 1;
/** So many worlds must be enough to catch any of them; most are caught in the first few. */
const WORLDS = 140;
/** In these every document is true. */
const ALL_TRUE = 100;
/** So often is each caught, if these worlds show it so often. */
const ENOUGH = 3;

const lived: Lived[] = [];

beforeAll(async () => {
  for (let index = 0; index < WORLDS; index += 1) {
    const world = await makeWorld(SEED, index);
    lived.push(livedOf({ world, moments: liveThrough(world, evaluate), oracle: new Oracle(world) }));
  }
});

test('true derivations agree with the truth', () => {
  const found = new Verdicts();
  for (const one of lived.slice(0, ALL_TRUE))
    for (const check of Object.values(DOCUMENTS)) check({ ...one, found, derive: REAL });
  expect(found.violations).toEqual([]);
});

describe('wrong derivations are caught', () => {
  test.for(SABOTEURS)('$document: $name', async (saboteur, { annotate }) => {
    const { caught, of, properties } = caughtIn(saboteur, lived, ENOUGH);
    expect(caught).toBeGreaterThan(0);
    await annotate(`in ${caught} of ${of} worlds, by ${properties.join('; ')}`);
  });
});
