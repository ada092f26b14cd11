/** Which clause of the instrumented sources is off. One load serves all of them: a clause is a number. */

const NONE = -1;
let off = NONE;
let generation = 0;
let reached: Set<number> | null = null;

/** Evaluates with one clause off. What is kept between evaluations counts no more, before and after. */
export function withClauseOff<R>(id: number, run: () => R): R {
  off = id;
  generation += 1;
  try {
    return run();
  } finally {
    off = NONE;
    generation += 1;
  }
}

/** The clauses that make a difference where they stand: to switch off any other changes nothing. */
export function clausesThatCount(run: () => void): ReadonlySet<number> {
  const found = new Set<number>();
  reached = found;
  generation += 1;
  try {
    run();
  } finally {
    reached = null;
    generation += 1;
  }
  return found;
}

function counts(id: number): void {
  reached?.add(id);
}

/** An operand or a condition that is always `neutral` while off. */
export function operand<T>(id: number, neutral: boolean, value: T): T | boolean {
  if (off === id) return neutral;
  if (reached !== null && Boolean(value) !== neutral) counts(id);
  return value;
}

/** One side of `??`. */
export function fallback<T>(id: number, value: T): T | undefined {
  if (off === id) return undefined;
  if (reached !== null && value !== undefined) counts(id);
  return value;
}

/** Elements of a list. */
export function elements<T>(id: number, values: Iterable<T>): Iterable<T> {
  if (off === id) return [];
  if (reached === null) return values;
  const all = [...values];
  if (all.length > 0) counts(id);
  return all;
}

type Predicate = (...given: unknown[]) => unknown;

/** A predicate that says `neutral` of everything while off. */
export function predicate(id: number, neutral: boolean, asks: Predicate): Predicate {
  if (off === id) return () => neutral;
  if (reached === null) return asks;
  return (...given) => operand(id, neutral, asks(...given));
}

/** A table of a module: emptied as a whole, or without one of its entries. */
export function table(id: number, value: unknown, entries: readonly number[]): unknown {
  if (off === id) return emptied(value);
  counts(id);
  if (!Array.isArray(value)) return value;
  for (const entry of entries) counts(entry);
  return entries.includes(off) ? value.filter((_, i) => entries[i] !== off) : value;
}

function emptied(value: unknown): unknown {
  if (value instanceof RegExp) return new RegExp('(?!)', value.flags);
  if (value instanceof Set) return new Set();
  if (Array.isArray(value)) return [];
  return typeof value === 'number' ? 0 : '';
}

/** Stands in for the cache of evaluation, which would outlive a clause that is off. */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  let known = new WeakMap<K, { value: V }>();
  let made = generation;
  return (key) => {
    if (made !== generation) {
      known = new WeakMap();
      made = generation;
    }
    const held = known.get(key);
    if (held !== undefined) return held.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
