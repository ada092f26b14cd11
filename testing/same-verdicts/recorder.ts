/**
 * Records one part of one tree; started by `main.ts` as a process of its own, inside that tree, so that nothing of one
 * tree is in the memory of the other. Its one argument says what, in JSON; the cases go to a file.
 */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Tree, treeAt } from './load.ts';
import { recordDrills } from './parts/drills.ts';
import { recordSamples } from './parts/samples.ts';
import { recordWorlds, recordWorldsInFull, worldTools } from './parts/worlds.ts';
import { type Cases, partSchema } from './record.ts';

export const taskSchema = z.object({
  part: partSchema,
  side: z.enum(['reference', 'present']),
  root: z.string(),
  /** Where the cases go. */
  out: z.string(),
  /** How many simulated worlds. */
  worlds: z.number(),
  /** These cases alone, in full; null: all of them. */
  only: z.array(z.string()).nullable(),
});
export type Task = z.infer<typeof taskSchema>;

const RECORDERS: Readonly<Record<Task['part'], (tree: Tree, task: Task) => Promise<Cases>>> = {
  worlds: async (tree, { worlds, only }) => {
    const tools = await worldTools(tree);
    return only === null ? recordWorlds(tools, worlds) : recordWorldsInFull(tools, only);
  },
  samples: (tree) => recordSamples(tree),
  drills: (tree, { only }) => recordDrills(tree, only),
};

if (import.meta.main) {
  // Ends by its own hand, so that what it started ends with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

  const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
  const cases = await RECORDERS[task.part](treeAt(task.side, task.root), task);
  writeFileSync(task.out, JSON.stringify(cases));
  process.exit();
}
