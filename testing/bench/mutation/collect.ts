/**
 * Replacement of Vitest for test files under mutation: `test` collects, so that thousands of mutants can meet the
 * same loaded tests. Vitest's own `expect` works anywhere.
 */

import { format } from 'node:util';

export { expect } from 'vitest';

export interface CollectedTest {
  id: string;
  name: string;
  file: string;
  run: () => unknown;
}

type Body = (...values: never[]) => unknown;

const collected: CollectedTest[] = [];
let file = '';
let path: string[] = [];
/** What a group wants done once, before the first of its tests. */
let before: (() => Promise<void>)[] = [];

/** Everything that `load` defines belongs to the file. */
export async function collectFrom(name: string, load: () => Promise<unknown>): Promise<void> {
  file = name;
  await load();
}

export function collectedTests(): readonly CollectedTest[] {
  return collected;
}

export function describe(name: string, define: () => void): void {
  const outside = before;
  path.push(name);
  define();
  path = path.slice(0, -1);
  before = outside;
}

/** Once for all mutants. */
export function beforeAll(prepare: () => unknown): void {
  let done: Promise<void> | null = null;
  const once = async () => {
    await prepare();
  };
  before = [
    ...before,
    () => {
      done ??= once();
      return done;
    },
  ];
}

function define(name: string, body: Body, values: readonly unknown[] = []): void {
  const full = [...path, name].join(' > ');
  const id = `${file}#${collected.length} ${full}`;
  const preparing = before;
  const run = async () => {
    for (const prepare of preparing) await prepare();
    await Reflect.apply(body, undefined, values);
  };
  collected.push({ id, name: full, file, run });
}

/** Limits of time are not kept: Stryker has its own. */
export function test(name: string, body: Body | { timeout: number }, last?: Body | number): void {
  if (typeof body === 'function') define(name, body);
  else if (typeof last === 'function') define(name, last);
}

test.each =
  (cases: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const values of cases) define(titleOf(name, values), body, listOf(values));
  };

describe.each =
  (cases: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const values of cases)
      describe(titleOf(name, values), () => {
        Reflect.apply(body, undefined, listOf(values));
      });
  };

/** As many values as the title has places. */
function titleOf(title: string, values: unknown): string {
  const places = title.match(/%[a-z]/g)?.length ?? 0;
  return format(title, ...listOf(values).slice(0, places));
}

function listOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [values];
}
