import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';
import { instrument } from './instrument.ts';
import { operand, withClauseOff } from './switchboard.ts';

const found = (source: string): string[] =>
  instrument('a/b.ts', source, 0, 'board').clauses.map(({ name }) => name);

/** Loads an instrumented module and gives what it exports. */
async function loaded(source: string): Promise<{ f: (...given: unknown[]) => unknown }> {
  const board = new URL('./switchboard.ts', import.meta.url).href;
  const plain = stripTypeScriptTypes(instrument('a/b.ts', source, 0, board).source);
  return import(`data:text/javascript,${encodeURIComponent(plain)}`);
}

describe('clauses have the name of their file, function and text', () => {
  test.each([
    ['function f(a: A) { return a.x || a.y; }', ['a/b f || a.x', 'a/b f || a.y']],
    ['const f = (a: A) => a.x && a.y;', ['a/b f && a.x', 'a/b f && a.y']],
    ['function f(a: A) { return a.x ?? 0; }', ['a/b f ?? a.x', 'a/b f ?? 0']],
    ['function f(a: A) { if (a.x) return 1; return a.x ? 2 : 3; }', ['a/b f if a.x', 'a/b f if a.x (2)']],
    ['function f(a: A) { return [a.x, ...a.all]; }', ['a/b f [] a.x', 'a/b f [] ...a.all']],
    ['function f(a: A) { return a.all.filter(g); }', ['a/b f filter g']],
    ['const T = [1, 2];', ['a/b T table T', 'a/b T table T 1', 'a/b T table T 2']],
    ['const R = /x/; type Q = typeof R;', ['a/b R table R']],
  ])('%s', (source, names) => {
    expect(found(source)).toEqual(names);
  });
});

describe('a clause that is off', () => {
  test.each([
    ['operand of ||', 'export const f = (a, b) => a || b;', 0, [true, false], true, false],
    ['operand of &&', 'export const f = (a, b) => a && b;', 1, [true, false], false, true],
    ['side of ??', 'export const f = (a, b) => a ?? b;', 0, [1, 2], 1, 2],
    ['condition', 'export const f = (a) => { if (a) return 1; return 2; };', 0, [true], 1, 2],
    ['element', 'export const f = (a, b) => [a, b];', 0, [1, 2], [1, 2], [2]],
    ['spread', 'export const f = (a, b) => [...a, b];', 0, [[1], 2], [1, 2], [2]],
    ['predicate', 'export const f = (a) => a.filter((x) => x > 1);', 0, [[1, 2]], [2], [1, 2]],
    ['table', 'const T = /a/; export const f = (a) => T.test(a);', 0, ['a'], true, false],
    ['set', 'const T = new Set([1]); export const f = (a) => T.has(a);', 0, [1], true, false],
    ['entry of a table', 'const T = [1, 2]; export const f = () => T.map(String);', 1, [], ['1', '2'], ['2']],
  ])('%s', async (_, source, clause, given, on, off) => {
    const { f } = await loaded(source);
    expect(f(...given)).toEqual(on);
    expect(withClauseOff(clause, () => f(...given))).toEqual(off);
    expect(f(...given)).toEqual(on);
  });

  test('is on again after an error', () => {
    expect(() => withClauseOff(0, () => [].reduce((a) => a))).toThrow();
    expect(operand(0, false, 1)).toBe(1);
  });
});
