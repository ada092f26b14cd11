/**
 * Every drill over its first half minute, by the real console over the real practice mesh: each subject's states in
 * their order. Each has a pair of processes of its own whose clock begins at the same instant, so that neither an
 * earlier drill nor the time of day says anything in it.
 */
import { z } from 'zod';
import { contractLines } from '../contracts.ts';
import { ensureBuilt, load, type Tree } from '../load.ts';
import { PostureStream } from '../posture-stream.ts';
import { Pair, pause } from '../programs.ts';
import { unique, type Words } from '../projection.ts';
import type { Cases } from '../record.ts';
import { sequencesOf } from '../sequences.ts';

/** Two minutes after an item of the cadence became due: no other does while a drill is recorded. */
const BEGINS_AT = Date.UTC(2026, 10, 20, 15, 17);
const RECORDED_MS = 30_000;
/** Calm has settled when the same is said for so long: longer than the slowest source takes to be asked again. */
const SETTLED_MS = 5_000;
const SETTLES_WITHIN_MS = 60_000;
const POLL_MS = 100;
/** Pairs at the same time: they mostly wait. */
const LANES = 3;

const drillSchema = z.object({ name: z.string(), hours: z.object({ startsAt: z.string() }).optional() });
type Drill = z.infer<typeof drillSchema>;

/** @param only these alone; null: all of them. */
export async function recordDrills(tree: Tree, only: readonly string[] | null): Promise<Cases> {
  const all = await load(tree, tree.layout.drills, z.array(drillSchema).readonly());
  if (tree.layout.apiIsBuilt) await ensureBuilt(tree);
  const queue = all.filter(({ name }) => only === null || only.includes(name));
  const recorded: [string, Words][] = [];
  const lane = async () => {
    for (let drill = queue.shift(); drill !== undefined; drill = queue.shift())
      recorded.push([drill.name, await withSecondTry(tree, drill)]);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return Object.fromEntries(recorded.sort());
}

/** On a busy machine a start may fail: what fails twice has failed. */
async function withSecondTry(tree: Tree, drill: Drill): Promise<Words> {
  try {
    return await recordDrill(tree, drill);
  } catch (error) {
    console.error(`drill ${drill.name}: ${error instanceof Error ? error.message : error}; tried once more`);
    return recordDrill(tree, drill);
  }
}

async function recordDrill(tree: Tree, { name, hours }: Drill): Promise<Words> {
  const pair = await Pair.open(tree, hours === undefined ? BEGINS_AT : Date.parse(hours.startsAt));
  const stream = new PostureStream(`${pair.url}${tree.layout.stream}`);
  try {
    await settled(stream);
    const before = stream.heard().length;
    await pair.drill(name);
    await pause(RECORDED_MS);
    const contracts = await pair.document(tree.layout.contracts);
    const said = Object.entries(sequencesOf(stream.heard().slice(before - 1)));
    console.error(`drill ${name}: ${stream.heard().length - before} changes`);
    return unique([...said, ...contractLines(contracts)]);
  } finally {
    stream.close();
    await pair.close();
  }
}

/** Proven off, and the same for a while: what the drill changes is then the drill's. */
async function settled(stream: PostureStream): Promise<void> {
  const from = performance.now();
  const calm = () => stream.heard().at(-1)?.execution?.startsWith('proven-off') ?? false;
  while (!calm() || stream.sameForMs() < SETTLED_MS) {
    if (performance.now() - from > SETTLES_WITHIN_MS) throw new Error('calm never settled');
    await pause(POLL_MS);
  }
}
