/** All saboteurs in the same worlds: each world is made once, and whoever is caught in it leaves the race. */

import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Evaluate, Moment } from '../console.ts';
import { examine } from '../examine.ts';
import type { Violation } from '../verdicts.ts';
import { makeWorld, type SimulatedWorld } from '../world.ts';
import type { Clause } from './clauses/instrument.ts';
import { clausesThatCount, withClauseOff } from './clauses/switchboard.ts';
import { namesOnLists } from './lists.ts';
import type { Outcome, Task } from './outcome.ts';
import { NAMED } from './registry.ts';

interface Runner {
  name: string;
  evaluate: Evaluate;
  /** The clause that is off; null of a named one. */
  clause: number | null;
  outcome: Outcome;
}

/** What the right evaluation said of a world, and which clauses had a part in it. */
interface Reference {
  world: SimulatedWorld;
  moments: readonly Moment[];
  said: readonly string[];
  counts: ReadonlySet<number>;
}

/** Those of the saboteurs that the task is about, in the order of their names. */
export async function race(clauses: readonly Clause[], task: Task): Promise<Outcome[]> {
  const runners = runnersOf(clauses).filter((_, i) => i % task.parts === task.part);
  const racing = new Set(runners);
  for (let index = 0; index < task.worlds && racing.size > 0; index += 1) {
    const reference = referenceOf(await makeWorld(task.seed, index));
    for (const runner of racing) {
      const isOver = isCaught(runner, reference, index) || isHopeless(runner, task);
      if (isOver) racing.delete(runner);
    }
  }
  return runners.map(({ outcome }) => outcome);
}

const LISTED = namesOnLists();

/** To try a listed one in all worlds takes most of the time, and almost never catches it. */
function isHopeless({ name, outcome }: Runner, { patience }: Task): boolean {
  return outcome.tried >= patience && LISTED.has(name);
}

function runnersOf(clauses: readonly Clause[]): Runner[] {
  const none = { properties: [], worlds: null, tried: 0, ms: 0 };
  return [
    ...NAMED.map(({ name, fault, evaluate: wrong }) => {
      return { name, evaluate: wrong, clause: null, outcome: { name, fault, ...none } };
    }),
    ...clauses.map(({ name }, id) => {
      return { name, evaluate, clause: id, outcome: { name, fault: null, ...none } };
    }),
  ];
}

/** A world in which the right evaluation is wrong too has no moments: that is found elsewhere, and shows nothing here. */
function referenceOf(world: SimulatedWorld): Reference {
  let moments: readonly Moment[] = [];
  const counts = clausesThatCount(() => {
    const { moments: all, found } = examine(world, evaluate);
    if (found.violations.length === 0) moments = all;
  });
  return { world, moments, said: moments.map(({ said }) => JSON.stringify(said)), counts };
}

function isCaught(
  { clause, evaluate: wrong, outcome }: Runner,
  reference: Reference,
  index: number,
): boolean {
  if (clause !== null && !reference.counts.has(clause)) return false;
  const look = (): Violation[] => violationsOf(wrong, reference);
  const began = performance.now();
  const violations = clause === null ? look() : withClauseOff(clause, look);
  outcome.ms += performance.now() - began;
  outcome.tried += 1;
  if (violations.length === 0) return false;
  outcome.properties = [...new Set(violations.map(({ property }) => property))].sort();
  outcome.worlds = index + 1;
  return true;
}

/** Who says the same is not to be told apart. */
function violationsOf(wrong: Evaluate, reference: Reference): Violation[] {
  return differs(wrong, reference) ? examine(reference.world, wrong).found.violations : [];
}

/** Evaluates what the right one was given, each time with its own memory. */
function differs(wrong: Evaluate, { moments, said }: Reference): boolean {
  let after = EMPTY_STATE;
  try {
    return moments.some(({ world, before }, i) => {
      const evaluation = wrong(world, before === EMPTY_STATE ? EMPTY_STATE : after);
      after = evaluation.evaluationState;
      return JSON.stringify(evaluation.said) !== said[i];
    });
  } catch {
    return true;
  }
}
