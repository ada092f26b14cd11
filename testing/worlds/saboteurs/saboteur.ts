/** An evaluation that is wrong on purpose, in one way: worlds must catch it, or they are blind to that fault. */

import type { World } from '#lib/evaluate/base/input.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import type { FactKind, FactOf, FactValue } from '#lib/facts/fact.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import type { Evaluate } from '../console.ts';

/** `fault`: what it gets wrong, in a short sentence. */
export interface Saboteur {
  name: string;
  fault: string;
  evaluate: Evaluate;
}

export type Said = Evaluation['said'];

export const named = (name: string, fault: string, wrong: Evaluate): Saboteur => ({
  name,
  fault,
  evaluate: wrong,
});

/** Evaluates right, and says something else. */
export const saying =
  (change: (said: Said, world: World) => Said): Evaluate =>
  (world, before) => {
    const { said, evaluationState } = evaluate(world, before);
    return { said: change(said, world), evaluationState };
  };

/** Sees something else, and evaluates that right. */
export const seeing =
  (change: (world: World) => World): Evaluate =>
  (world, before) =>
    evaluate(change(world), before);

/** Remembers something else. */
export const remembering =
  (change: (before: EvaluationState, world: World) => EvaluationState): Evaluate =>
  (world, before) =>
    evaluate(world, change(before, world));

/** What becomes of a fact; null: it is left out. */
type Change<K extends FactKind> = (fact: FactOf<K>, world: World) => FactOf<K> | null;

/** The world with the facts of one kind changed. */
export function withFacts<K extends FactKind>(world: World, kind: K, change: Change<K>): World {
  const shelf = shelfOf(world.ledger, kind);
  const changed = [...shelf].flatMap(([subject, { fact, since }]) => {
    const next = change(fact, world);
    return next === null ? [] : [[subject, { fact: next, since }] as const];
  });
  return { ...world, ledger: new Map([...world.ledger, [kind, new Map(changed)]]) };
}

type Shelf<K extends FactKind> = ReadonlyMap<string, { fact: FactOf<K>; since: number }>;

/** A shelf holds facts of its kind and no others, which TypeScript cannot infer. */
function shelfOf<K extends FactKind>(ledger: Ledger, kind: K): Shelf<K> {
  const shelf: ReadonlyMap<string, unknown> = ledger.get(kind) ?? new Map();
  return shelf as Shelf<K>;
}

/** The world without the facts of a kind that `hides` tells. */
export function hidden<K extends FactKind>(
  world: World,
  kind: K,
  hides: (value: FactValue<K>, world: World) => boolean,
): World {
  return withFacts(world, kind, (fact) => (fact.value !== null && hides(fact.value, world) ? null : fact));
}

/** Does not see some facts of a kind. */
export const blindTo = <K extends FactKind>(
  kind: K,
  hides: (value: FactValue<K>, world: World) => boolean,
): Evaluate => seeing((world) => hidden(world, kind, hides));

/** Sees another value in each fact of a kind. */
export const mistaking = <K extends FactKind>(
  kind: K,
  change: (value: FactValue<K>, world: World) => FactValue<K>,
): Evaluate => seeing((world) => mistaken(world, kind, change));

/** The world with another value in each fact of a kind. */
export function mistaken<K extends FactKind>(
  world: World,
  kind: K,
  change: (value: FactValue<K>, world: World) => FactValue<K>,
): World {
  return withFacts(world, kind, (fact) =>
    fact.value === null ? fact : { ...fact, value: change(fact.value, world) },
  );
}
