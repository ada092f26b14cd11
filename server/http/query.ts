/** Query strings, parsed by a definition; unknown parameters are the caller's error and reported. */

import { z } from 'zod';
import type { Definition, Parameter, Parameters, QueryOf } from '#lib/documents/define.ts';
import type { Problem } from '#lib/documents/problem.ts';

type Parsed<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Parses a query: each parameter at most once, no unknown ones. All mistakes at once. */
export type QueryParser<P extends Parameters> = (search: URLSearchParams) => Parsed<QueryOf<P>>;

export function queryParser<P extends Parameters>(definition: Definition<P>): QueryParser<P> {
  const schema = schemaOf(definition);
  return (search) => {
    const repeated = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1);
    const result = schema.safeParse(Object.fromEntries(search));
    const errors = [
      ...repeated.map((parameter) => ({ parameter, detail: 'given more than once' })),
      ...(result.success ? [] : result.error.issues.flatMap(issueErrors)),
    ];
    if (errors.length === 0 && result.success) return { ok: true, value: result.data };
    const detail = errors.map((e) => `${e.parameter}: ${e.detail}`).join('; ');
    return { ok: false, problem: { type: 'about:blank', title: 'Bad Request', status: 400, detail, errors } };
  };
}

/** The last part only names the type of what the parts before it have parsed. */
function schemaOf<P extends Parameters>({ query, checks }: Definition<P>): z.ZodType<QueryOf<P>> {
  const typed = z.custom<QueryOf<P>>();
  const shape = Object.entries(query).map(([name, parameter]) => {
    const schema = parameterSchema(parameter);
    return [name, parameter.required ? schema : schema.optional()];
  });
  return checks.reduce<z.ZodType<QueryOf<P>>>(
    (schema, { parameter, detail, holds }) => schema.refine(holds, { path: [parameter], message: detail }),
    z.strictObject(Object.fromEntries(shape)).pipe(typed),
  );
}

/** Parses the text of one parameter; its input is what a caller writes. */
export function parameterSchema({ takes, example }: Pick<Parameter, 'takes' | 'example'>): z.ZodType {
  switch (takes.kind) {
    case 'instant':
      return z.iso.datetime({ offset: true, error: `expected an instant such as ${example}` });
    case 'whole-number':
      return wholeNumber(takes.most);
    case 'one-of':
      return z.enum(takes.values, { error: `expected ${choice(takes.values)}` });
    case 'text':
      return z.string().min(takes.shortest).max(takes.longest);
    case 'pattern':
      return z.string().regex(takes.pattern, takes.expected);
  }
}

function wholeNumber(most: number) {
  return z
    .string()
    .regex(/^[1-9]\d{0,3}$/, `expected a whole number from 1 to ${most}`)
    .transform(Number)
    .refine((n) => n <= most, `expected at most ${most}`);
}

function choice(values: readonly string[]): string {
  return values.length === 2 ? values.join(' or ') : `one of ${values.join(', ')}`;
}

function issueErrors(issue: z.core.$ZodIssue): { parameter: string; detail: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((parameter) => ({
      parameter: parameter.slice(0, 60),
      detail: 'unknown parameter',
    }));
  return [{ parameter: issue.path.join('.') || 'query', detail: issue.message }];
}
