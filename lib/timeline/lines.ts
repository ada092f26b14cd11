/** Two documents held against each other line by line, where a line is what is told of one field of one subject. */

/** One thing that is told. */
export interface Line<Kind extends string> {
  kind: Kind;
  subject: string;
  field: string;
  value: string;
}

/** One line that differs. `null` where the subject, or what is told of it, did not exist there. */
export interface LineDifference<Kind extends string> extends Omit<Line<Kind>, 'value'> {
  before: string | null;
  after: string | null;
}

const keyOf = ({ kind, subject, field }: Line<string>) => JSON.stringify([kind, subject, field]);

/** Every line that differs, in the order of `after`; what `after` no longer tells comes last. */
export function differingLines<Kind extends string>(
  before: Iterable<Line<Kind>>,
  after: Iterable<Line<Kind>>,
): LineDifference<Kind>[] {
  const held = new Map([...before].map((line) => [keyOf(line), line]));
  const differences: LineDifference<Kind>[] = [];
  for (const line of after) {
    const { value, ...where } = line;
    const was = held.get(keyOf(line))?.value ?? null;
    held.delete(keyOf(line));
    if (was !== value) differences.push({ ...where, before: was, after: value });
  }
  for (const { value, ...where } of held.values()) differences.push({ ...where, before: value, after: null });
  return differences;
}

/** The lines that are told of one subject. */
export function* told<Kind extends string>(
  kind: Kind,
  subject: string,
  values: Readonly<Record<string, string>>,
): Generator<Line<Kind>> {
  for (const [field, value] of Object.entries(values)) yield { kind, subject, field, value };
}
