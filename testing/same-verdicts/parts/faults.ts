/**
 * The fault table with its short intervals: whether each fault was told and healed, sooner or later, and what the
 * console said of everything when it had settled in the fault. A fault is wrapped to listen: the table asks its
 * expectation at every look, and what it saw is the posture.
 */
import { z } from 'zod';
import { ensureBuilt, functionSchema, load, type Tree } from '../load.ts';
import { unique, type Words, wordsBySubject } from '../projection.ts';
import type { Cases } from '../record.ts';

/**
 * Another pace than the quick one in three ways. The plan is as it is shipped: with shorter limits of age a busy machine
 * looks like a fault. Each fault is watched until all of these limits have passed, so that what is said last does not
 * hang on which source was first. And fewer go at the same time.
 */
const UNHURRIED = { plan: [], holdMs: 11_000, lanes: 3 };

type Ask = (seen: unknown) => unknown;
const faultSchema = z.looseObject({
  id: z.string(),
  /** What it changes for good on the stage where it was. */
  leaves: z.unknown().optional(),
  expect: z.looseObject({ looksGood: functionSchema<Ask>() }),
});
type Fault = z.infer<typeof faultSchema>;

const paceSchema = z.looseObject({ lanes: z.number(), holdMs: z.number(), plan: z.array(z.unknown()) });
type Pace = z.infer<typeof paceSchema>;

const rowSchema = z.object({
  id: z.string(),
  group: z.string(),
  toldMs: z.number().nullable(),
  healMs: z.number().nullable(),
  lookedGood: z.array(z.string()),
  problems: z.array(z.string()),
});
type Row = z.infer<typeof rowSchema>;

const seenSchema = z.object({
  posture: z.unknown(),
  ready: z.object({ status: z.number() }).nullable(),
});

type RunAll = (faults: readonly Fault[], pace: Pace, told: (row: unknown) => void) => Promise<unknown>;

/** What was seen last in each fault, before it ended. */
type LastSeen = Map<string, Words>;

/**
 * @param only these alone; null: all of them.
 * @throws where one could not be tried, alone neither: two trees in which nothing can be tried are not the same.
 */
export async function recordFaults(tree: Tree, only: readonly string[] | null): Promise<Cases> {
  const { layout } = tree;
  const allFaults = await load(tree, layout.allFaults, functionSchema<() => Promise<unknown>>());
  const runAll = await load(tree, layout.runFaults, functionSchema<RunAll>());
  await ensureBuilt(tree);
  const pace = { ...(await load(tree, layout.quickPace, paceSchema)), ...UNHURRIED };
  const all = z.array(faultSchema).parse(await allFaults());
  const last: LastSeen = new Map();
  const asked = all.filter(({ id }) => only === null || only.includes(id)).map((fault) => heard(fault, last));
  const [leaving, plain] = [
    asked.filter((f) => f.leaves !== undefined),
    asked.filter((f) => f.leaves === undefined),
  ];
  const rows = [...(await run(runAll, plain, pace)), ...(await runApart(runAll, leaving, pace))];
  const again = asked.filter(({ id }) => rows.some((row) => row.id === id && failed(row)));
  // Several at a time leave each little room: what failed beside others is tried once more by itself.
  const second = again.length === 0 ? [] : await run(runAll, again, { ...pace, lanes: 1 });
  const settled = rows.map((row) => second.find(({ id }) => id === row.id) ?? row);
  return Object.fromEntries(settled.map((row) => [row.id, tell(row, wordsOf(row, last))]));
}

function wordsOf({ id, problems }: Row, last: LastSeen): Words {
  const words = last.get(id);
  if (words === undefined) throw new Error(`the fault ${id} could not be tried: ${problems.join('; ')}`);
  return words;
}

async function run(runAll: RunAll, faults: readonly Fault[], pace: Pace): Promise<Row[]> {
  const rows = await runAll(faults, pace, (row) => {
    const { id, problems } = rowSchema.parse(row);
    console.error(`fault ${id}${problems.map((problem) => `\n  ${problem}`).join('')}`);
  });
  return z.array(rowSchema).parse(rows);
}

/** Each on a stage of its own: what it leaves must not be said of the fault that happens to come next. */
async function runApart(runAll: RunAll, faults: readonly Fault[], pace: Pace): Promise<Row[]> {
  const queue = [...faults];
  const rows: Row[] = [];
  const lane = async () => {
    for (let fault = queue.shift(); fault !== undefined; fault = queue.shift())
      rows.push(...(await run(runAll, [fault], { ...pace, lanes: 1 })));
  };
  await Promise.all(Array.from({ length: pace.lanes }, lane));
  return rows;
}

/** The fault with an ear: what must not look good is asked at every look from when it was told until it ends. */
function heard(fault: Fault, last: LastSeen): Fault {
  const { looksGood } = fault.expect;
  const listening: Ask = (seen) => {
    last.set(fault.id, wordsSeen(seen));
    return looksGood(seen);
  };
  return { ...fault, expect: { ...fault.expect, looksGood: listening } };
}

/** A console that does not answer says nothing of any subject, and that is said. */
function wordsSeen(seen: unknown): Words {
  const { posture, ready } = seenSchema.parse(seen);
  const words = posture === null ? {} : withoutTheDay(wordsBySubject(posture));
  return {
    ...words,
    console: posture === null ? 'does not answer' : 'answers',
    ready: String(ready?.status ?? 'no answer'),
  };
}

/** One stage sees many faults, and how late it is by then differs from run to run. */
function withoutTheDay(words: Words): Words {
  return Object.fromEntries(Object.entries(words).filter(([subject]) => !subject.startsWith('cadence ')));
}

/** Late is not failed: that it is told in time is the fault table's own to say, on a machine that is not shared. */
function failed({ toldMs, healMs, lookedGood }: Row): boolean {
  return toldMs === null || healMs === null || lookedGood.length > 0;
}

function tell(row: Row, words: Words): Words {
  return unique([
    ['told', row.toldMs === null ? 'never' : 'told'],
    ['healed', row.healMs === null ? 'never' : 'healed'],
    ['looked good meanwhile', row.lookedGood.length === 0 ? 'nothing' : 'something'],
    ['group', row.group],
    ...Object.entries(words),
  ]);
}
