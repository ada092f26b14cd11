/** The schema's errors in an operator's words: what was expected, what was found, how to fix it. */

import type { z } from 'zod';
import { counted } from '../messages/lists.ts';
import { foundText, type PlanIssue, type PlanPath, valueAt } from './plan-issue.ts';
import { planSchema } from './schema.ts';
import { keysAt } from './schema-keys.ts';
import { fixWord, nearest, oneOf } from './suggest.ts';

type SchemaIssue = z.core.$ZodIssue;

/** Every mistake that the schema finds in the data, in the schema's order; empty when it is a plan. */
export function schemaIssues(data: unknown): PlanIssue[] {
  const result = planSchema.safeParse(data);
  if (result.success) return [];
  const explained = result.error.issues.flatMap((issue) => explain(issue, data));
  return explained.filter((issue) => !isMisspelt(issue, explained)).map((entry) => entry.issue);
}

interface Explained {
  readonly issue: PlanIssue;
  /** For an unknown key: the key that was probably meant. */
  readonly meant?: string | null;
}

/** A missing key is the same mistake as the misspelt key beside it: reported once. */
function isMisspelt(explained: Explained, others: readonly Explained[]): boolean {
  if (explained.issue.at !== 'parent') return false;
  const { path } = explained.issue;
  return others.some(
    (other) => other.meant === path.at(-1) && samePath(other.issue.path.slice(0, -1), path.slice(0, -1)),
  );
}

const samePath = (a: PlanPath, b: PlanPath): boolean =>
  a.length === b.length && a.every((step, i) => step === b[i]);

function explain(issue: SchemaIssue, data: unknown): Explained[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(planSchema, data, issue.path);
    return issue.keys.map((key) => unknownKey([...issue.path, key], key, known));
  }
  const branch = branchOf(issue, valueAt(data, issue.path));
  if (branch !== null) return branch.flatMap((inner) => explain(inner, data));
  const slip = misspeltWord(issue, data);
  if (slip !== null) return [slip];
  const found = valueAt(data, issue.path);
  return [{ issue: found === undefined ? missing(issue) : wrong(issue, found) }];
}

/** The key that tells which form a map has: where it is misspelt, nothing else in the map is looked at. */
function misspeltWord(issue: SchemaIssue, data: unknown): Explained | null {
  if (issue.code !== 'invalid_union' || valueAt(data, issue.path) !== undefined) return null;
  const parent = issue.path.slice(0, -1);
  const word = String(issue.path.at(-1));
  const known = keysAt(planSchema, data, parent);
  const keys = Object.keys(Object(valueAt(data, parent))).filter((key) => !known.includes(key));
  const slip = keys.find((key) => nearest(key, known) === word);
  return slip === undefined ? null : unknownKey([...parent, slip], slip, known);
}

/** Where one of several forms was meant, told by what was written: what is wrong in that form. */
function branchOf(issue: SchemaIssue, found: unknown): SchemaIssue[] | null {
  if (issue.code !== 'invalid_union' || typeof found !== 'object' || found === null) return null;
  const meant = issue.errors.filter((errors) => !errors.some(isOtherType));
  const [only] = meant;
  if (only === undefined || meant.length > 1) return null;
  return only.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const isOtherType = ({ code, path }: SchemaIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

function unknownKey(path: PlanPath, key: string, known: readonly string[]): Explained {
  const meant = nearest(key, known);
  const message = `expected a known key; found ${JSON.stringify(key)}`;
  const remedy = meant
    ? `Did you mean "${meant}"? Rename it.`
    : `Remove it. The keys known here: ${known.join(', ')}.`;
  return { issue: { path, at: 'key', message, remedy }, meant };
}

function missing(issue: SchemaIssue): PlanIssue {
  const key = String(issue.path.at(-1) ?? 'plan');
  return {
    path: issue.path,
    at: issue.path.length === 0 ? 'value' : 'parent',
    message: `expected ${expectation(issue)}; it is missing`,
    remedy: `Add the key "${key}" here.`,
  };
}

function wrong(issue: SchemaIssue, found: unknown): PlanIssue {
  const message = `expected ${expectation(issue)}; found ${foundText(found)}`;
  return { path: issue.path, at: 'value', message, remedy: fixFor(issue, found) };
}

/** The schema's expectation, as the object of "expected". */
function expectation(issue: SchemaIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum), issue.inclusive ?? true);
    case 'too_big':
      return `a ${issue.origin === 'number' || issue.origin === 'int' ? 'number' : issue.origin} of at most ${issue.maximum}`;
    case 'invalid_union':
      return unionExpectation(issue);
    default:
      return issue.message;
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'a map of keys',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function atLeast(origin: string, minimum: number, inclusive: boolean): string {
  if (origin === 'string') return 'a text that is not empty';
  if (origin === 'array') return `a list of at least ${counted(minimum, 'item')}`;
  return inclusive ? `a number of at least ${minimum}` : `a number greater than ${minimum}`;
}

function unionExpectation(issue: Extract<SchemaIssue, { code: 'invalid_union' }>): string {
  if (issue.errors.length === 0) return oneOf(discriminatorWords(issue));
  const branches = issue.errors.flatMap(([first]) => (first ? [expectation(first)] : []));
  return [...new Set(branches)].join(' or ');
}

function discriminatorWords(issue: Extract<SchemaIssue, { code: 'invalid_union' }>): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function fixFor(issue: SchemaIssue, found: unknown): string {
  const words = allowedWords(issue);
  if (words.length > 0) return fixWord(words, found);
  if (issue.code === 'invalid_type') return fixType(issue.expected, found);
  if (issue.code === 'invalid_union' && takesText(issue)) return fixType('string', found);
  if (issue.code === 'too_small' && issue.origin === 'array') return 'Add an item to the list.';
  if (issue.code === 'too_small' && issue.origin === 'string')
    return 'Write the text, or remove the empty item.';
  return issue.code === 'invalid_format' ? 'Write it in that form.' : `Write ${expectation(issue)}.`;
}

function allowedWords(issue: SchemaIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && issue.errors.length === 0 ? discriminatorWords(issue) : [];
}

/** True where a text may stand, and something else was written. */
function takesText(issue: Extract<SchemaIssue, { code: 'invalid_union' }>): boolean {
  return issue.errors.some(([first]) => first?.code === 'invalid_type' && first.expected === 'string');
}

function fixType(expected: string, found: unknown): string {
  if (expected === 'string' && (typeof found === 'number' || typeof found === 'boolean')) {
    return `Put it in quotes: "${found}".`;
  }
  if (expected === 'array')
    return 'Write a list: [one, two], or one line with "- " for each item; [] when there is none.';
  if (expected === 'object') return 'Write its keys, one to a line and indented.';
  if (expected === 'string' && typeof found === 'object' && found !== null) {
    return 'Put the whole text in quotes: a colon or a bracket in it reads as structure.';
  }
  return `Write ${TYPE_WORDS[expected] ?? expected}.`;
}
