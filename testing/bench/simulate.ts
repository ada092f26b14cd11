/**
 * Examines many simulated worlds on two workers: `npm run simulate -- --worlds N --seed S`. With `--resume FILE` it
 * keeps its state there and goes on where it stopped; with `--report FILE` it writes its report; `--world I`
 * describes one world, and `--keep NAME` writes what it shows as a case of the field zoo. `--long N` examines worlds of
 * two to seven hours instead. Exits with 1 where a property was violated or something that must occur did not.
 */

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError } from 'commander';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { linesOf } from '../worlds/batch.ts';
import { examine } from '../worlds/examine.ts';
import { examineLong } from '../worlds/long/examine-long.ts';
import { makeLongWorld } from '../worlds/long/long-world.ts';
import { keep } from '../worlds/shrink/keep.ts';
import { emptyTally, sum, tooRare } from '../worlds/tally.ts';
import { makeWorld } from '../worlds/world.ts';
import { CASES } from '../zoo/case.ts';
import { simulationReport, writeSection } from './simulation-report.ts';
import {
  batchSchema,
  type DoneBatch,
  readState,
  type SimulationState,
  writeState,
} from './simulation-state.ts';

const WORKERS = 2;
const BATCH = 250;
const DEFAULT_SEED = 20_261_120;
const MOST_VIOLATIONS = 50;

/** sysexits(3), EX_USAGE. */
const EXIT_USAGE = 64;

const HELP = `
Exit codes:
   0  every evaluation was true to its world, and all that must occur did; with --keep: the case is written
   1  a property was violated, or something that must occur did not; with --keep: no case could be made
  64  the command line is wrong

Examples:
  mission-control simulate --worlds 12000 --seed 7
  mission-control simulate --worlds 1000000 --resume state.json --report report.md
  mission-control simulate --seed 7 --world 4711
  mission-control simulate --seed 7 --world 4711 --keep a-stale-feed-is-good --subject agent/feed
  mission-control simulate --long 50 --seed 7 --resume long.json --report long.md
`;

interface Values {
  worlds: number;
  long?: number;
  seed: number;
  resume?: string;
  report?: string;
  world?: number;
  keep?: string;
  property?: string;
  subject?: string;
}

const values = new Command('simulate')
  .description('Judges simulated worlds of which the truth is known, on two workers.')
  .option('--worlds <n>', 'how many', oneOrMore, 10_000)
  .option('--long <n>', 'how many of two to seven hours instead', oneOrMore)
  .option('--seed <n>', 'which ones', wholeNumber, DEFAULT_SEED)
  .option('--resume <file>', 'keeps its state there, and goes on where it stopped')
  .option('--report <file>', 'writes its report there')
  .option('--world <n>', 'tells of this world alone', wholeNumber)
  .option(
    '--keep <name>',
    'shrinks what this world shows to a case, and writes it into the field zoo',
    caseName,
  )
  .option('--property <text>', 'with --keep: which property is violated, if not the first')
  .option('--subject <text>', 'with --keep: for which subject, if not the first')
  .allowExcessArguments(false)
  .addHelpText('after', HELP)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE))
  .parse()
  .opts<Values>();
const { seed } = values;
const long = values.long !== undefined;
const worlds = values.long ?? values.worlds;
const batch = long ? 1 : BATCH;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError(`Expected a whole number, not “${text}”.`);
  return number;
}

function caseName(text: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text))
    throw new InvalidArgumentError(`Expected words of small letters with hyphens, not “${text}”.`);
  return text;
}

/** No world examined is nothing proven: that must not end with 0. */
function oneOrMore(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('Expected 1 or more: without a world nothing is proven.');
  return number;
}

function begin(): SimulationState {
  if (values.resume !== undefined && existsSync(values.resume)) {
    const state = readState(values.resume);
    if (state.seed !== seed) throw new Error(`${values.resume} is of the seed ${state.seed}`);
    if (state.long !== long) throw new Error(`${values.resume} is of worlds of another length`);
    return state;
  }
  const began = new Date().toISOString();
  return { seed, long, next: 0, ms: 0, began, tally: emptyTally(), violations: [] };
}

/** Hands out batches of worlds to the workers and folds what they found in, in order. */
async function run(state: SimulationState): Promise<SimulationState> {
  const done = new Map<number, DoneBatch>();
  const started = performance.now();
  let handedOut = state.next;
  let now = state;
  const settle = (batch: DoneBatch): void => {
    done.set(batch.from, batch);
    for (let next = done.get(now.next); next !== undefined; next = done.get(now.next)) {
      done.delete(next.from);
      now = folded(now, next);
    }
    now = { ...now, ms: state.ms + performance.now() - started };
    if (values.resume !== undefined) writeState(values.resume, now);
    progress(now);
  };
  const nextTask = () => {
    if (handedOut >= worlds) return null;
    const from = handedOut;
    handedOut = Math.min(worlds, from + batch);
    return { seed, from, to: handedOut, long };
  };
  await Promise.all(Array.from({ length: WORKERS }, () => work(nextTask, settle)));
  return now;
}

function folded(state: SimulationState, batch: DoneBatch): SimulationState {
  return {
    ...state,
    next: batch.to,
    tally: sum(state.tally, batch.tally),
    violations: [...state.violations, ...batch.violations].slice(0, MOST_VIOLATIONS),
  };
}

function work(nextTask: () => object | null, settle: (batch: DoneBatch) => void): Promise<void> {
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), {
    // Worlds are short-lived objects by the thousand: with room for some, few outlive a collection.
    resourceLimits: { maxYoungGenerationSizeMb: 400 },
  });
  return new Promise((resolve, reject) => {
    const proceed = (): void => {
      const task = nextTask();
      if (task === null) void worker.terminate().then(() => resolve());
      else worker.postMessage(task);
    };
    worker.on('error', reject);
    worker.on('message', (message: unknown) => {
      settle(batchSchema.parse(message));
      proceed();
    });
    proceed();
  });
}

let toldAt = 0;
function progress({ next, tally, ms }: SimulationState): void {
  if (performance.now() - toldAt < 10_000) return;
  toldAt = performance.now();
  console.error(`${next} of ${worlds} worlds, ${tally.violations} violations, ${(ms / 1000).toFixed(0)} s`);
}

async function keepFound(name: string, index: number): Promise<void> {
  const { property, subject } = values;
  const wanted = { seed, index, evaluate, property, subject, tell: (line: string) => console.log(line) };
  try {
    await keep(wanted, name, CASES);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function tellOf(index: number): Promise<void> {
  const examined = long
    ? examineLong(await makeLongWorld(seed, index), evaluate)
    : examine(await makeWorld(seed, index), evaluate);
  console.log(examined.world.stage.incidents.join(', ') || 'calm');
  for (const line of linesOf(examined)) console.log(line);
}

if (values.keep !== undefined && (values.world === undefined || long)) {
  console.error('--keep needs the world that shows it, and not a long one: --world <n>.');
  process.exit(EXIT_USAGE);
}
if (values.world !== undefined && values.keep !== undefined) await keepFound(values.keep, values.world);
else if (values.world !== undefined) await tellOf(values.world);
else {
  const state = await run(begin());
  console.log(simulationReport(state));
  if (values.report !== undefined) writeSection(values.report, simulationReport(state));
  const rare = long ? [] : tooRare(state.tally);
  process.exitCode = state.tally.violations > 0 || rare.length > 0 ? 1 : 0;
}
