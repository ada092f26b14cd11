/** Two documents held against each other line by line, where a line is what is told of one field of one subject. */

import type { Param } from '../status/message.ts';
import { same } from '../status/same.ts';

/** One thing that is told. */
export interface Line {
  kind: string;
  subject: string;
  field: string;
  value: Param;
}

/** One line that differs. `null` where the subject, or what is told of it, did not exist there. */
export type Differing<L extends Line> = Omit<L, 'value'> & {
  before: L['value'] | null;
  after: L['value'] | null;
};

/** Every line that differs, in the order of `after`; what `after` no longer tells comes last. */
export function differingLines<L extends Line>(before: Iterable<L>, after: Iterable<L>): Differing<L>[] {
  const held = new Map([...before].map((line) => [keyOf(line), line]));
  const differences: Differing<L>[] = [];
  for (const line of after) {
    const { value, ...where } = line;
    const was = held.get(keyOf(line))?.value ?? null;
    held.delete(keyOf(line));
    if (!same(was, value)) differences.push({ ...where, before: was, after: value });
  }
  for (const { value, ...where } of held.values()) differences.push({ ...where, before: value, after: null });
  return differences;
}

const keyOf = <L extends Line>({ value: _, ...where }: L) => JSON.stringify(where);

/** The lines that are told of one subject. */
export function* told<Kind extends string, Value extends Param>(
  kind: Kind,
  subject: string,
  values: Readonly<Record<string, Value>>,
) {
  for (const [field, value] of Object.entries(values)) yield { kind, subject, field, value };
}
