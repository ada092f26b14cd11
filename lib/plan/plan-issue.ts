/**
 * A mistake in the plan, before it has a line and a column.
 */
import { nearest } from './suggest.ts';

export type PlanPath = readonly PropertyKey[];

export interface PlanIssue {
  readonly path: PlanPath;
  /** Where its line and column are taken from: the value, its key, or (if it is missing) its parent. */
  readonly at: 'value' | 'key' | 'parent';
  /** The expectation and the found value, in one line without a full stop. */
  readonly message: string;
  /** How to fix it: one or two sentences. */
  readonly remedy: string;
}

/** A mistake in a value. */
export const mistake = (path: PlanPath, message: string, remedy: string): PlanIssue => ({
  path,
  at: 'value',
  message,
  remedy,
});

/** A name that leads nowhere, with the one that was probably meant. */
export function unresolved(path: PlanPath, what: string, found: string, known: readonly string[]): PlanIssue {
  const meant = nearest(found, known);
  const remedy = meant
    ? `Did you mean "${meant}"?`
    : known.length > 0
      ? `Known: ${known.join(', ')}.`
      : 'Declare one first.';
  return mistake(path, `expected ${what}; found "${found}"`, remedy);
}

/** `agents[0].criticality`, or `the plan` for the document itself. */
export function pathText(path: PlanPath): string {
  const text = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step.toString()}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the plan' : text;
}

/** The value at a path of foreign data; undefined if the path leads nowhere. */
export function valueAt(data: unknown, path: PlanPath): unknown {
  return path.reduce<unknown>((value, step) => {
    const own = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return own ? Reflect.get(value, step) : undefined;
  }, data);
}

/** A value as a message names it: short, on one line, and never a whole tree. */
export function foundText(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
