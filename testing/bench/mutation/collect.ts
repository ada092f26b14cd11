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

/** Everything that `load` defines belongs to the file. */
export async function collectFrom(name: string, load: () => Promise<unknown>): Promise<void> {
  file = name;
  await load();
}

export function collectedTests(): readonly CollectedTest[] {
  return collected;
}

export function describe(name: string, define: () => void): void {
  path.push(name);
  define();
  path = path.slice(0, -1);
}

function define(name: string, body: Body, values: readonly unknown[] = []): void {
  const full = [...path, name].join(' > ');
  const id = `${file}#${collected.length} ${full}`;
  collected.push({ id, name: full, file, run: () => Reflect.apply(body, undefined, values) });
}

/** A time limit is not kept: Stryker has its own. */
export function test(name: string, body: Body, _timeLimitMs?: number): void {
  define(name, body);
}

test.each =
  (cases: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const values of cases) define(format(name, ...listOf(values)), body, listOf(values));
  };

describe.each =
  (cases: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const values of cases)
      describe(format(name, ...listOf(values)), () => {
        Reflect.apply(body, undefined, listOf(values));
      });
  };

function listOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [values];
}
