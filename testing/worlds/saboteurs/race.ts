/** All saboteurs in the same arenas, the cheap one first: whoever is caught leaves the race. */

import { evaluate } from '#lib/evaluate/evaluate.ts';
import { makeWorld } from '../world.ts';
import type { Clause } from './clauses/instrument.ts';
import { isFirst, orderOfDraws, orderOfWorlds, SEED_OF_DRAWS } from './cover.ts';
import { isFor, type Scene, sceneAt } from './draws.ts';
import { namesOnLists } from './lists.ts';
import type { Catch, Outcome, Task } from './outcome.ts';
import { NAMED } from './registry.ts';
import { type Racer, referenceOf, violationsIn } from './worlds.ts';

interface Runner extends Racer {
  outcome: Outcome;
  /** How often it was tried in each sort of draw. */
  sorts: Map<string, number>;
}

/** Draws of one sort resemble each other: whoever was not caught in so many of them will hardly be. */
const MOST_OF_A_SORT = 3;

/** Those of the saboteurs that the task is about, in the order of their names. */
export async function race(clauses: readonly Clause[], task: Task): Promise<Outcome[]> {
  const runners = runnersOf(clauses).filter((_, i) => i % task.parts === task.part);
  const racing = new Set(runners);
  raceThroughDraws(racing, task);
  await raceThroughWorlds(racing, task);
  return runners.map(({ outcome }) => outcome);
}

const LISTED = namesOnLists();

function runnersOf(clauses: readonly Clause[]): Runner[] {
  const none = { caught: null, ms: 0 };
  return [
    ...NAMED.map(({ name, fault, evaluate: wrong }) => ({
      evaluate: wrong,
      clause: null,
      sorts: new Map(),
      outcome: { name, fault, ...none, tried: { draws: 0, worlds: 0 } },
    })),
    ...clauses.map(({ name }, id) => ({
      evaluate,
      clause: id,
      sorts: new Map(),
      outcome: { name, fault: null, ...none, tried: { draws: 0, worlds: 0 } },
    })),
  ];
}

function raceThroughDraws(racing: Set<Runner>, task: Task): void {
  const waiting = new Set([...racing].filter(({ clause }) => clause !== null));
  let after = 0;
  for (const index of orderOfDraws(task.draws)) {
    if (waiting.size === 0) return;
    after += 1;
    const scene = sceneAt(SEED_OF_DRAWS, index);
    if (scene === null) continue;
    for (const runner of waiting) {
      tryDraw(runner, scene, { after, index });
      if (runner.outcome.caught !== null) racing.delete(runner);
      const isHopeless = isListed(runner) && runner.outcome.tried.draws >= task.patience * 10;
      if (runner.outcome.caught !== null || isHopeless) waiting.delete(runner);
    }
  }
}

/** To try a listed one everywhere takes most of the time, and almost never catches it. */
const isListed = ({ outcome }: Runner): boolean => LISTED.has(outcome.name);

type Where = Pick<Catch, 'after' | 'index'>;

function tryDraw({ clause, outcome, sorts }: Runner, scene: Scene, where: Where): void {
  if (clause === null || !scene.counts.has(clause) || !isFor(scene, outcome.name)) return;
  const tried = (sorts.get(scene.sort) ?? 0) + 1;
  if (tried > MOST_OF_A_SORT && !isFirst(where.index)) return;
  sorts.set(scene.sort, tried);
  outcome.tried.draws += 1;
  const found = timed(outcome, () => scene.without(clause));
  if (found === null) return;
  outcome.caught = { arena: 'draws', ...where, ...found };
}

async function raceThroughWorlds(racing: Set<Runner>, task: Task): Promise<void> {
  let after = 0;
  for (const index of orderOfWorlds(task.worlds)) {
    if (racing.size === 0) return;
    after += 1;
    const reference = referenceOf(await makeWorld(task.seed, index));
    for (const runner of racing) {
      const { clause, outcome } = runner;
      if (clause !== null && !reference.counts.has(clause)) continue;
      outcome.tried.worlds += 1;
      const found = timed(outcome, () => violationsIn(reference, runner));
      if (found !== null) outcome.caught = { arena: 'worlds', after, index, ...found };
      const isHopeless = isListed(runner) && outcome.tried.worlds >= task.patience;
      if (outcome.caught !== null || isHopeless) racing.delete(runner);
    }
  }
}

function timed<R>(outcome: Outcome, run: () => R): R {
  const began = performance.now();
  const result = run();
  outcome.ms += performance.now() - began;
  return result;
}
