/** The arena of all saboteurs: each world is made once, and the right evaluation tells what there is to tell. */

import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Evaluate, Moment } from '../console.ts';
import { examine } from '../examine.ts';
import type { SimulatedWorld } from '../world.ts';
import { clausesThatCount, withClauseOff } from './clauses/switchboard.ts';
import type { Catch } from './outcome.ts';

export interface Racer {
  evaluate: Evaluate;
  /** The clause that is off; null of a named one. */
  clause: number | null;
}

/** What the right evaluation said of a world, and which clauses had a part in it. */
interface Reference {
  world: SimulatedWorld;
  moments: readonly Moment[];
  said: readonly string[];
  counts: ReadonlySet<number>;
}

/** A world in which the right evaluation is wrong too has no moments: that is found elsewhere, and shows nothing here. */
export function referenceOf(world: SimulatedWorld): Reference {
  let moments: readonly Moment[] = [];
  const counts = clausesThatCount(() => {
    const { moments: all, found } = examine(world, evaluate);
    if (found.violations.length === 0) moments = all;
  });
  return { world, moments, said: moments.map(({ said }) => JSON.stringify(said)), counts };
}

/** Null: nothing that it says may not be said. */
export function violationsIn(
  reference: Reference,
  { clause, evaluate: wrong }: Racer,
): Pick<Catch, 'properties' | 'threw'> | null {
  const look = (): Pick<Catch, 'properties' | 'threw'> | null => found(wrong, reference);
  return clause === null ? look() : withClauseOff(clause, look);
}

const THROWS = 'total';

function found(wrong: Evaluate, reference: Reference): Pick<Catch, 'properties' | 'threw'> | null {
  // Who says the same is not to be told apart.
  if (!differs(wrong, reference)) return null;
  const { violations } = examine(reference.world, wrong).found;
  if (violations.length === 0) return null;
  const properties = [...new Set(violations.map(({ property }) => property))].sort();
  return { properties, threw: properties.every((property) => property === THROWS) };
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
