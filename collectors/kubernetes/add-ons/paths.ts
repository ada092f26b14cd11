/** Fields of a raw object by path: see the table of add-ons. */

import { z } from 'zod';

const recordSchema = z.record(z.string(), z.unknown());
const listSchema = z.array(z.unknown()).nullish();

/** Everything that a path leads to; an absent last field is undefined. @throws z.ZodError if it leads through no object. */
export function valuesAt(raw: unknown, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>((found, step) => found.flatMap((value) => inside(value, step)), [raw]);
}

/** The values that are there. */
export function presentAt(raw: unknown, path: string): unknown[] {
  return valuesAt(raw, path).filter((value) => value !== undefined && value !== null);
}

function inside(value: unknown, step: string): unknown[] {
  if (value === null || value === undefined) return [];
  const record = recordSchema.parse(value);
  if (step === '*') return Object.values(record);
  const [field = '', ...lists] = step.split('[]');
  return lists.reduce<unknown[]>(
    (found) => found.flatMap((list) => listSchema.parse(list) ?? []),
    [record[field]],
  );
}
