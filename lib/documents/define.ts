/**
 * The definition of an API document: its path, its parameters, its body, its refusals, and how often a page polls it.
 * Its handler, its entry in `/api/v1/openapi.json` and the page's hook are made from this one definition. The server
 * binds its read function to it (`server/http/documents.ts`). Pure: the browser loads it too.
 */

import type { core } from 'zod/mini';

export type Tag = 'present' | 'past' | 'process' | 'legacy API' | 'documentation';

/**
 * The format of a parameter: data, since the browser loads definitions and must not load the query parser
 * (`server/http/query.ts`). `expected`: the reply to a text that does not match the pattern.
 */
export type Takes =
  /** An instant in ISO 8601 with a zone. */
  | { kind: 'instant' }
  /** From 1 to `most`, written without leading zeros. */
  | { kind: 'whole-number'; most: number }
  | { kind: 'one-of'; values: readonly [string, ...string[]] }
  | { kind: 'text'; shortest: number; longest: number }
  | { kind: 'pattern'; pattern: RegExp; expected: string };

/** A parsed parameter. */
type ValueOf<T extends Takes> = T extends { kind: 'whole-number' }
  ? number
  : T extends { kind: 'one-of'; values: readonly (infer V)[] }
    ? V
    : string;

export interface Parameter<T extends Takes = Takes> {
  takes: T;
  description: string;
  example: string;
  /** Left out: the parameter is optional. */
  required?: boolean;
}
export type Parameters = Readonly<Record<string, Parameter>>;

type Required<P extends Parameters> = {
  [N in keyof P]: P[N] extends { required: true } ? N : never;
}[keyof P];

/** A parsed query. */
export type QueryOf<P extends Parameters> = {
  readonly [N in Required<P>]: ValueOf<P[N]['takes']>;
} & { readonly [N in Exclude<keyof P, Required<P>>]?: ValueOf<P[N]['takes']> | undefined };

/** A query as a client writes it. */
export type ParamsOf<P extends Parameters> = {
  readonly [N in Required<P>]: string | number;
} & { readonly [N in Exclude<keyof P, Required<P>>]?: string | number };

/** A rule between parameters; checked only if each parameter is well formed. */
export interface Check<P extends Parameters> {
  parameter: keyof P & string;
  detail: string;
  // A method, so that checks of any query can be handled alike.
  holds(query: QueryOf<P>): boolean;
}

/** A body in JSON: `name` is its schema's name in the OpenAPI document. */
export interface JsonBody<T> {
  kind: 'json';
  name: string;
  schema: core.$ZodType<T> & { parse(value: unknown): T };
}

/** Any other body, by its media type. */
export interface MediaBody {
  kind: 'media';
  type: string;
}

interface Described<P extends Parameters, B> {
  /** Such as `/api/v1/runbooks/{slug}`: at most one variable part. */
  path: `/${string}`;
  tag: Tag;
  /** In one line. */
  summary: string;
  /** Limits, headers and defaults. */
  description: string;
  /** The variable part of the path. */
  variable?: { description: string; example: string };
  query?: P;
  checks?: readonly Check<P>[];
  body: B;
  /** Statuses that have this body, and their descriptions. */
  answers: Readonly<Record<number, string>>;
  /** Statuses that have problem details (RFC 9457), and their descriptions. 400 is every document's. */
  problems?: Readonly<Record<number, string>>;
  /** How often a page polls it; left out: never. */
  everyMs?: number;
}

export interface Definition<P extends Parameters = Parameters, B = JsonBody<unknown> | MediaBody>
  extends Described<P, B> {
  query: P;
  checks: readonly Check<P>[];
  problems: Readonly<Record<number, string>>;
}

/** A document that a page can read. */
export type JsonDefinition<P extends Parameters, T> = Definition<P, JsonBody<T>>;

type NoParameters = Readonly<Record<never, never>>;

export function document<
  const B extends JsonBody<unknown> | MediaBody,
  const P extends Parameters = NoParameters,
>(described: Described<P, B> & { query: P }): Definition<P, B>;
export function document<const B extends JsonBody<unknown> | MediaBody>(
  described: Described<NoParameters, B> & { query?: undefined },
): Definition<NoParameters, B>;
export function document(described: Described<Parameters, JsonBody<unknown> | MediaBody>): Definition {
  return {
    ...described,
    query: described.query ?? {},
    checks: described.checks ?? [],
    problems: described.problems ?? {},
  };
}

export function json<T>(name: string, schema: JsonBody<T>['schema']): JsonBody<T> {
  return { kind: 'json', name, schema };
}

export function media(type: string): MediaBody {
  return { kind: 'media', type };
}
