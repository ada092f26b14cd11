/**
 * Draws of the grammar through the real mappers and the real evaluation: what each claims must hold.
 * `GRAMMAR_DRAWS` and `GRAMMAR_SEED`: how many of each vocabulary, and which.
 */

import { describe, expect, test } from 'vitest';
import { Bench } from './bench.ts';
import { brokenBy, drawn } from './claims.ts';
import type { Drawn } from './draw.ts';
import { noiseIn, without } from './noise.ts';
import { VOCABULARIES } from './vocabularies.ts';

const DRAWS = Number(process.env.GRAMMAR_DRAWS ?? 1_000);
const SEED = Number(process.env.GRAMMAR_SEED ?? 17);
const MOST_TOLD = 10;

/** The draw as a person needs it to make it again. */
function told(index: number, why: string, { sign, place, taken, objects, cloudRun }: Drawn): string {
  const how = [...taken].map(([dimension, entry]) => `${dimension}: ${entry}`).join(', ');
  return `#${index} ${why}\n${sign} (${place}; ${how})\n${JSON.stringify([...objects, ...cloudRun])}`;
}

function violations(bench: Bench, change: (drawn: Drawn) => Drawn, count: number): string[] {
  const found: string[] = [];
  for (let index = 0; index < count && found.length < MOST_TOLD; index += 1) {
    const made = change(drawn(bench.words, SEED, index));
    const why = brokenBy(made, bench.weigh(made), bench.calm);
    if (why !== null) found.push(told(index, why, made));
  }
  return found;
}

describe.each(VOCABULARIES.map((words) => [words.id, new Bench(words)] as const))('in %s', (_id, bench) => {
  test('calm is proven off', () => {
    expect(bench.calm.outcome).toBe('proven-off');
  });

  test('whatever is drawn is told as it claims', { timeout: 10_000_000 }, () => {
    expect(violations(bench, (made) => made, DRAWS)).toEqual([]);
  });

  test('and as well without its noise', { timeout: 10_000_000 }, () => {
    const bare = (made: Drawn): Drawn => ({
      ...made,
      objects: noiseIn(made.objects).reduce(without, made.objects),
    });
    expect(violations(bench, bare, DRAWS / 5)).toEqual([]);
  });

  test('the same seed and index draw the same', () => {
    expect(drawn(bench.words, SEED, 7)).toEqual(drawn(bench.words, SEED, 7));
  });
});
