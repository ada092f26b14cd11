/** Messages and their parameters compared by their content, code by code. */

import type { Param } from './message.ts';

const keyOf = (value: Param): string => JSON.stringify(value);

export function same(a: Param, b: Param): boolean {
  return keyOf(a) === keyOf(b);
}

/** Each once, in the order of their first occurrence. */
export function distinct<P extends Param>(values: readonly P[]): P[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
