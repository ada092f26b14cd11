import { z } from 'zod';

/** Any JSON value, as it arrives in a request body. */
export const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;
export type JsonObject = { [key: string]: Json };

/** True for JSON objects; arrays and null are not. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy of a Kubernetes object as plain JSON, without the keys that are undefined. */
export function toJson(value: object): JsonObject {
  return z.record(z.string(), jsonSchema).parse(JSON.parse(JSON.stringify(value)));
}

/** Structural equality of two values as JSON would write them; the order of keys does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'undefined'
  );
}
