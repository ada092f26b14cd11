/** Every field of the plan's schema, found by looking at the schema itself: a misspelt key and a wild value are refused. */

import { expect, test } from 'vitest';
import { z } from 'zod';
import { planSchema } from '#lib/plan/schema.ts';
import { WHOLE_PLAN } from '#testing/samples/whole-plan.ts';
import { type PlanProblem, parsePlan } from './plan-file.ts';

type Path = readonly (string | number)[];

/** A field as the example has it. */
interface Field {
  readonly path: Path;
  readonly schema: z.core.$ZodType;
}

const problemsOf = (data: unknown): readonly PlanProblem[] => {
  const read = parsePlan(JSON.stringify(data, null, 1));
  return read.ok ? [] : read.problems;
};

/** Keys of the schema that the example does not have anywhere: a new field belongs into the example. */
const absent = new Set<string>();
const present = new Set<string>();

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe)
    return unwrapped(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  const wraps =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable;
  return wraps ? unwrapped(schema.unwrap()) : schema;
}

/** The options of a union that take the value; a value of no union is its own. */
function fitting(schema: z.core.$ZodType, value: unknown): z.core.$ZodType[] {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodUnion)) return [inner];
  return inner.options.filter((o) => z.safeParse(o, value).success).flatMap((o) => fitting(o, value));
}

function walk(schema: z.core.$ZodType, value: unknown, path: Path, shapeName: string): Field[] {
  return fitting(schema, value).flatMap((inner) => {
    if (inner instanceof z.ZodArray && Array.isArray(value))
      return value.flatMap((item: unknown, i) => field(inner.element, item, [...path, i], `${shapeName}[]`));
    if (inner instanceof z.ZodObject && typeof value === 'object' && value !== null)
      return Object.entries(inner.shape).flatMap(([key, child]) =>
        childOf(child, value, key, path, `${shapeName}.${key}`),
      );
    return [];
  });
}

function childOf(child: z.core.$ZodType, parent: object, key: string, path: Path, name: string): Field[] {
  const value: unknown = Reflect.get(parent, key);
  (value === undefined ? absent : present).add(name);
  return value === undefined ? [] : field(child, value, [...path, key], name);
}

const field = (schema: z.core.$ZodType, value: unknown, path: Path, name: string): Field[] => [
  { path, schema },
  ...walk(schema, value, path, name),
];

const FIELDS = walk(planSchema, WHOLE_PLAN, [], 'plan');
const KEYS = FIELDS.filter(({ path }) => typeof path.at(-1) === 'string');

const pathText = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** A copy of the example with the value at a path made by `change` of its parent. */
function spoilt(path: Path, change: (parent: object, key: string | number) => void): unknown {
  const copy: unknown = structuredClone(WHOLE_PLAN);
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(Object(at), step), copy);
  const key = path.at(-1);
  if (typeof parent !== 'object' || parent === null || key === undefined) throw new Error(pathText(path));
  change(parent, key);
  return copy;
}

test('the example is a plan in which every field of the schema is written', () => {
  expect(problemsOf(WHOLE_PLAN)).toEqual([]);
  expect([...absent].filter((name) => !present.has(name))).toEqual([]);
  expect(KEYS.length).toBeGreaterThan(200);
});

test.each(KEYS.map(({ path }) => [pathText(path), path]))('a misspelt key is refused: %s', (_, path) => {
  const key = String(path.at(-1));
  const wrong = `${key.slice(0, -1)}${key.slice(-1)}${key.slice(-1)}q`.slice(0, key.length + 1);
  const problems = problemsOf(
    spoilt(path, (parent, at) => {
      Reflect.set(parent, wrong, Reflect.get(parent, at));
      Reflect.deleteProperty(parent, at);
    }),
  );
  const told = problems.find((p) => p.path === pathText([...path.slice(0, -1), wrong]));
  expect(told?.message).toBe(`expected a known key; found "${wrong}"`);
  expect(told?.remedy).toMatch(new RegExp(`Did you mean "${key}"|The keys known here: .*\\b${key}\\b`));
});

/** Values beyond what a field of this kind may hold. Every kind has some: free text is neither blank nor without end. */
function wildValues(schema: z.core.$ZodType): unknown[] {
  // A line that may be written as a text alone.
  if (schema instanceof z.ZodPipe && schema.in instanceof z.ZodTransform) return ['', '  ', 7, [{ a: 1 }]];
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodUnion)
    return inner.options.flatMap(wildValues).filter((value) => !z.safeParse(inner, value).success);
  if (inner instanceof z.ZodNumber) return [-10_000, 1e9, 'ten'];
  if (inner instanceof z.ZodBoolean) return ['maybe'];
  if (inner instanceof z.ZodArray) return ['one'];
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return ['text', ['list']];
  return ['', '  ', 'x'.repeat(5000), 'ünknöwn wörd\u0000'.repeat(200), { a: 1 }];
}

test.each(FIELDS.map(({ path, schema }): [string, Path, z.core.$ZodType] => [pathText(path), path, schema]))(
  'a wild value is refused: %s',
  (_, path, schema) => {
    const values = wildValues(schema);
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) {
      const problems = problemsOf(spoilt(path, (parent, at) => Reflect.set(parent, at, value)));
      const named = problems.filter((p) => p.path.startsWith(pathText(path)));
      expect(named.map((p) => p.message).join(), JSON.stringify(value)).toContain('expected');
    }
  },
);
