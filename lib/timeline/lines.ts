/** Compares two documents line by line. A line is the value of one field of one subject. */

import type { Param } from '../status/message.ts';
import { same } from '../status/same.ts';

/** One line. `part`: the part of the subject, if it is not about the whole. */
export interface Line<Kind extends string, Value extends Param = string, Part = undefined> {
  kind: Kind;
  subject: string;
  part?: Part | undefined;
  field: string;
  value: Value;
}

/** One line that differs. `null` if the subject or its field did not exist there. */
export interface LineDifference<Kind extends string, Value extends Param = string, Part = undefined>
  extends Omit<Line<Kind, Value, Part>, 'value'> {
  before: Value | null;
  after: Value | null;
}

/** Every line that differs, in the order of `after`; what `after` no longer tells comes last. */
export function differingLines<Kind extends string, Value extends Param, Part>(
  before: Iterable<Line<Kind, Value, Part>>,
  after: Iterable<Line<Kind, Value, Part>>,
): LineDifference<Kind, Value, Part>[] {
  const held = new Map([...before].map((line) => [keyOf(line), line]));
  const differences: LineDifference<Kind, Value, Part>[] = [];
  for (const line of after) {
    const { value, ...where } = line;
    const key = keyOf(line);
    const was = held.get(key)?.value ?? null;
    held.delete(key);
    if (was !== value && !same(was, value)) differences.push({ ...where, before: was, after: value });
  }
  for (const { value, ...where } of held.values()) differences.push({ ...where, before: value, after: null });
  return differences;
}

const keyOf = ({ kind, subject, part, field }: Line<string, Param, unknown>) =>
  JSON.stringify([kind, subject, part, field]);

/** The lines of one subject, or of a part of it. */
export function* told<Kind extends string, Value extends Param, Part = undefined>(
  kind: Kind,
  subject: string,
  values: Readonly<Record<string, Value>>,
  part?: Part,
): Generator<Line<Kind, Value, Part>> {
  for (const [field, value] of Object.entries(values)) yield { kind, subject, part, field, value };
}
