/** The routes of the OpenAPI document as the page lists them. */

import type { OpenApiDocument } from '#lib/documents/open-api.ts';

export interface ListedRoute {
  path: string;
  summary: string;
  description: string;
  parameters: {
    name: string;
    where: string;
    needed: boolean;
    description: string;
    /** Allowed values, in a few words. */
    takes: string;
  }[];
  /** `schema`: the name of the one that the answer has; null if it is no JSON. */
  answers: { status: string; says: string; type: string; schema: string | null }[];
}

/** Routes by tag, in the order of first appearance. */
export function taggedRoutes(document: OpenApiDocument): { tag: string; routes: ListedRoute[] }[] {
  const routes = Object.entries(document.paths).map(([path, { get }]) => ({ path, get }));
  const tags = [...new Set(routes.flatMap(({ get }) => get.tags))];
  return tags.map((tag) => ({
    tag,
    routes: routes.filter(({ get }) => get.tags.includes(tag)).map(({ path, get }) => listed(path, get)),
  }));
}

function listed(path: string, get: OpenApiDocument['paths'][string]['get']): ListedRoute {
  return {
    path,
    summary: get.summary,
    description: get.description,
    parameters: get.parameters.map(({ name, in: place, required, description, example, schema }) => ({
      name,
      where: `in the ${place}`,
      needed: required,
      description,
      takes: takes(schema, example),
    })),
    answers: Object.entries(get.responses).flatMap(([status, { description, content }]) =>
      Object.entries(content).map(([type, { schema }]) => ({
        status,
        says: description,
        type,
        schema: /\/(\w+)$/.exec(String(schema.$ref ?? ''))?.[1] ?? null,
      })),
    ),
  };
}

/** Its pattern stands in the document. */
function takes(schema: Readonly<Record<string, unknown>>, example: string): string {
  return Array.isArray(schema.enum) ? `one of ${schema.enum.join(', ')}` : `such as ${example}`;
}

/** A schema for reading. A regular expression for every instant is none. */
export function schemaText(schema: Readonly<Record<string, unknown>>): string {
  const shown = (key: string, value: unknown) => (key === 'pattern' ? undefined : value);
  return JSON.stringify(schema, shown, 1);
}
