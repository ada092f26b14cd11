/**
 * Records one part of one tree; started by `main.ts` as a process of its own, inside that tree, so that nothing of one
 * tree is in the memory of the other. Its one argument says what, in JSON; the cases go to a file.
 */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Tree, treeAt } from './load.ts';
import { recordDrills } from './parts/drills.ts';
import { recordFaults } from './parts/faults.ts';
import { recordSamples } from './parts/samples.ts';
import { recordWorlds, recordWorldsInFull, worldTools } from './parts/worlds.ts';
import { type Cases, IN_REAL_TIME, partSchema } from './record.ts';

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
  faults: (tree, { only }) => recordFaults(tree, only),
};

if (import.meta.main) {
  const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
  // Ends by its own hand where it starts programs, so that they end with it.
  if (IN_REAL_TIME.includes(task.part))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const cases = await RECORDERS[task.part](treeAt(task.side, task.root), task);
  writeFileSync(task.out, JSON.stringify(cases));
  process.exit();
}
