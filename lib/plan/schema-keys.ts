/**
 * The keys that the schema of the plan allows at a path, for did-you-mean and for listing them.
 */

import { z } from 'zod';
import type { PlanPath } from './plan-issue.ts';

/** The keys allowed in the map at `path` of `data`; empty where the schema has no map. */
export function keysAt(schema: z.core.$ZodType, data: unknown, path: PlanPath): string[] {
  const [step, ...rest] = path;
  const keys = step === undefined ? mapsOf(schema, data).flatMap((map) => Object.keys(map.shape)) : [];
  const deeper = step === undefined ? [] : childrenOf(schema, data, step);
  return [...new Set([...keys, ...deeper.flatMap((child) => keysAt(child.schema, child.data, rest))])];
}

interface Child {
  readonly schema: z.core.$ZodType;
  readonly data: unknown;
}

function childrenOf(schema: z.core.$ZodType, data: unknown, step: PropertyKey): Child[] {
  const value = typeof data === 'object' && data !== null ? Reflect.get(data, step) : undefined;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) return [{ schema: inner.element, data: value }];
  return mapsOf(schema, data).flatMap((map) => {
    const child = map.shape[step.toString()];
    return child ? [{ schema: child, data: value }] : [];
  });
}

/** The map schemas that may stand here; of a union with a discriminator only the one that the data chose. */
function mapsOf(schema: z.core.$ZodType, data: unknown): z.ZodObject[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return [inner];
  if (!(inner instanceof z.ZodUnion)) return [];
  const maps = inner.options.flatMap((option) => mapsOf(option, data));
  const chosen = maps.filter((map) => literalsFit(map, data));
  return chosen.length > 0 ? chosen : maps;
}

function literalsFit(map: z.ZodObject, data: unknown): boolean {
  return Object.entries(map.shape).every(([key, field]) => {
    if (!(field instanceof z.ZodLiteral)) return true;
    return typeof data === 'object' && data !== null && field.safeParse(Reflect.get(data, key)).success;
  });
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  // A preprocessed schema: what stands in the file is brought into the form of what follows.
  if (schema instanceof z.ZodPipe) return unwrap(schema.out);
  const wrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable;
  return wrapped ? unwrap(schema.unwrap()) : schema;
}
