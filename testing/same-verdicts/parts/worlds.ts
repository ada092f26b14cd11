/** Simulated worlds: what is said at each moment of each, and which properties it violates. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { functionSchema, load, type Tree } from '../load.ts';
import { type Line, unique, type Words, wordsOf } from '../projection.ts';
import type { Cases } from '../record.ts';

/** That of `npm run simulate`. */
const SEED = 20_261_120;

/** Judgement as worlds ask for it: nothing here looks into it. */
export type Judge = (...given: never[]) => unknown;
type Examine = (seed: number, index: number, judge: Judge) => unknown;

const examinedSchema = z.object({
  world: z.object({ start: z.number() }),
  moments: z.array(z.object({ at: z.number(), said: z.unknown() })),
  found: z.object({
    violations: z.array(z.object({ property: z.string(), subject: z.string(), at: z.number() })),
  }),
});

export interface WorldTools {
  judge: Judge;
  examine: Examine;
}

export async function worldTools(tree: Tree): Promise<WorldTools> {
  return {
    judge: await load(tree, tree.layout.judge, functionSchema<Judge>()),
    examine: await load(tree, tree.layout.examine, functionSchema<Examine>()),
  };
}

/** The first so many worlds, each by its digest: five thousand told in full would be too much to keep. */
export function recordWorlds(tools: WorldTools, count: number): Cases {
  const indices = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    indices.map((index) => [nameOf(index), { digest: digestOf(tellWorld(tools, index)) }]),
  );
}

/** A few worlds in full, by the names that they have in a record. */
export function recordWorldsInFull(tools: WorldTools, names: readonly string[]): Cases {
  return Object.fromEntries(names.map((name) => [name, tellWorld(tools, indexOf(name))]));
}

function nameOf(index: number): string {
  return `world ${index}`;
}

function indexOf(name: string): number {
  return z.coerce.number().int().parse(name.replace('world ', ''));
}

function tellWorld({ judge, examine }: WorldTools, index: number): Words {
  const { world, moments, found } = examinedSchema.parse(examine(SEED, index, judge));
  const said = moments.flatMap(({ at, said }, i) =>
    Object.entries(wordsOf(said)).map(
      ([subject, words]): Line => [`moment ${i + 1}, ${at - world.start} ms: ${subject}`, words],
    ),
  );
  const violations = found.violations.map(
    ({ property, subject, at }, i): Line => [
      `violation ${i + 1}`,
      `${property}: ${subject}, ${at - world.start} ms`,
    ],
  );
  return unique([['moments', String(moments.length)], ...said, ...violations]);
}

function digestOf(words: Words): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(words).sort()))
    .digest('hex')
    .slice(0, 32);
}
