import { expect, test } from 'vitest';
import { instrumented } from './clauses/hooks.ts';
import { namesOn } from './lists.ts';
import { NAMED } from './registry.ts';

const repeated = (names: readonly string[]): string[] => names.filter((name, i) => names.indexOf(name) !== i);
const clauses = instrumented().clauses.map(({ name }) => name);
const all = [...NAMED.map(({ name }) => name), ...clauses];

test('each saboteur has a name of its own, and a named one says what it gets wrong', () => {
  expect(repeated(all)).toEqual([]);
  expect(NAMED.filter(({ fault }) => !/^[A-Z].+\.$/.test(fault))).toEqual([]);
});

test('there are enough of them, and the recogniser has clauses', () => {
  expect(NAMED.length).toBeGreaterThan(40);
  expect(clauses.length).toBeGreaterThan(500);
});

test('a list names saboteurs that exist, each once', () => {
  const listed = [...namesOn('equivalent'), ...namesOn('waiting')];
  expect(repeated(listed)).toEqual([]);
  expect(listed.filter((name) => !all.includes(name))).toEqual([]);
});
