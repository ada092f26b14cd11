/** Parts of drawn objects that are mere noise, so that a shrinker can drop them and the claim still holds. */

import { NOISE } from './template.ts';

/** A path into the drawn objects: keys of objects and indexes of lists. */
export type Path = readonly (string | number)[];

/** Every part of a value that is noise, the last element of a list first, so that dropping one moves none of the others. */
export function noiseIn(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value))
    return value
      .map((part: unknown, i) => (isNamedNoise(part) ? [[...at, i]] : noiseIn(part, [...at, i])))
      .reverse()
      .flat();
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    NOISE.has(key) ? [[...at, key]] : noiseIn(part, [...at, key]),
  );
}

function isNamedNoise(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'name' in part && NOISE.has(String(part.name));
}

/** A copy of the value without the part at a path. */
export function without<T>(value: T, path: Path): T {
  const copy = structuredClone(value);
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => Object(part)[key], copy);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (last !== undefined) Reflect.deleteProperty(Object(holder), last);
  return copy;
}
