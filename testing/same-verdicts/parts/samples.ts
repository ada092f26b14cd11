/**
 * The situations of the sample mesh: what is said in each, how its rules stand ten minutes later, and every rule of the
 * contracts by every agent.
 */
import { z } from 'zod';
import { contractLines } from '../contracts.ts';
import { functionSchema, load, type Tree } from '../load.ts';
import { type Line, unique, type Words, wordsOf } from '../projection.ts';
import type { Cases } from '../record.ts';

/** Longer than any rule of the sample plan must hold before it fires. */
const LATER_MS = 10 * 60_000;

const situationSchema = z.looseObject({ now: z.number().optional() });
type Situation = z.infer<typeof situationSchema>;

/** The state that goes on to the next evaluation is `carry` in the reference. */
const evaluationSchema = z.union([
  z.object({ said: z.unknown(), evaluationState: z.unknown() }),
  z
    .object({ said: z.unknown(), carry: z.unknown() })
    .transform(({ said, carry }) => ({ said, evaluationState: carry })),
]);
interface SampleTools {
  judge(world: unknown, before: unknown): unknown;
  conformance(world: unknown, carry: unknown): unknown;
  worldOf(situation: unknown): unknown;
  emptyCarry: unknown;
  /** When a situation is seen that says nothing else. */
  now: number;
}

export async function recordSamples(tree: Tree): Promise<Cases> {
  const tools = await sampleTools(tree);
  const situations = await situationsOf(tree);
  return Object.fromEntries(situations.map(([name, situation]) => [name, tell(tools, situation)]));
}

async function sampleTools(tree: Tree): Promise<SampleTools> {
  const { layout } = tree;
  return {
    judge: await load(tree, layout.judge, functionSchema<SampleTools['judge']>()),
    conformance: await load(tree, layout.conformance, functionSchema<SampleTools['conformance']>()),
    worldOf: await load(tree, layout.worldOf, functionSchema<SampleTools['worldOf']>()),
    emptyCarry: await load(tree, layout.emptyCarry, z.unknown()),
    now: await load(tree, layout.situationNow, z.number()),
  };
}

/** Calm, every family, and every kind of day of which nothing is known. */
async function situationsOf(tree: Tree): Promise<[string, Situation][]> {
  const families = await Promise.all(
    Object.entries(tree.layout.situations).map(async ([family, exported]) => {
      const all = await load(tree, exported, z.record(z.string(), situationSchema));
      return Object.entries(all).map(([name, one]): [string, Situation] => [`${family}: ${name}`, one]);
    }),
  );
  const days = await load(tree, tree.layout.days, z.record(z.string(), z.number()));
  const blindDays = Object.entries(days).map(([name, now]): [string, Situation] => [
    `days: ${name}`,
    { only: [], now },
  ]);
  return [['calm', {}], ...families.flat(), ...blindDays];
}

function tell(tools: SampleTools, situation: Situation): Words {
  const world = tools.worldOf(situation);
  const first = evaluationSchema.parse(tools.judge(world, tools.emptyCarry));
  const later = tools.worldOf({ ...situation, now: (situation.now ?? tools.now) + LATER_MS });
  const second = evaluationSchema.parse(tools.judge(later, first.evaluationState));
  return unique([
    ...Object.entries(wordsOf(first.said)),
    ...Object.entries(wordsOf(second.said)).map(([subject, words]): Line => [`later: ${subject}`, words]),
    ...contractLines(tools.conformance(world, first.evaluationState)),
  ]);
}
