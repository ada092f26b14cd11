/** `/api/v1/openapi.json`, written from the definitions of the documents. */

import { z } from 'zod';
import type { Definition } from '#lib/documents/define.ts';
import type { ApiParameter, ApiResponse, OpenApiDocument } from '#lib/documents/open-api.ts';
import { problemSchema } from '#lib/documents/problem.ts';
import { DOCUMENTS } from './documents.ts';
import { parameterSchema } from './query.ts';

const DESCRIPTION =
  'Read-only: GET and HEAD are all that there is. Whatever is not proven now is told as unknown or, where a document has no word for that, as not good.';
const BAD_REQUEST = { 400: 'An unknown or malformed parameter' } as const;

/** @param version of the console. */
export function openApiDocument(version: string): OpenApiDocument {
  const definitions = DOCUMENTS.map(({ definition }) => definition);
  return {
    openapi: '3.1.1',
    info: { title: 'Mission Control', version, description: DESCRIPTION },
    paths: Object.fromEntries(definitions.map((told) => [told.path, { get: operationOf(told) }])),
    components: {
      schemas: Object.fromEntries([
        ['Problem', schemaOf(problemSchema, 'output')],
        ...definitions.flatMap(({ body }) =>
          body.kind === 'json' ? [[body.name, schemaOf(body.schema, 'output')]] : [],
        ),
      ]),
    },
  };
}

/**
 * JSON Schema of what is sent (`output`) or given (`input`). Constraints that JSON Schema cannot express are left
 * open.
 */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...told } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return told;
}

function operationOf(definition: Definition): OpenApiDocument['paths'][string]['get'] {
  const { path, tag, summary, description, answers, problems } = definition;
  const told = contentOf(definition);
  const responses = [
    ...Object.entries(answers).map(([status, says]) => [status, { description: says, content: told }]),
    ...Object.entries({ ...BAD_REQUEST, ...problems }).map(([status, says]) => [status, problem(says)]),
  ];
  return {
    operationId: path
      .replace(/^\//, '')
      .replaceAll(/[/{}.]+/g, '_')
      .replace(/_$/, ''),
    summary,
    description,
    tags: [tag],
    parameters: [...pathParameters(definition), ...queryParameters(definition)],
    responses: Object.fromEntries(responses),
  };
}

function contentOf({ body }: Definition): ApiResponse['content'] {
  return body.kind === 'json'
    ? { 'application/json': { schema: refTo(body.name) } }
    : { [body.type]: { schema: { type: 'string' } } };
}

function problem(description: string): ApiResponse {
  return { description, content: { 'application/problem+json': { schema: refTo('Problem') } } };
}

function refTo(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

function pathParameters({ path, variable }: Definition): ApiParameter[] {
  const { description = '', example = '' } = variable ?? {};
  return [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description,
    example,
    schema: { type: 'string' },
  }));
}

/** The parameters of a query, as a caller writes them. */
function queryParameters({ query }: Definition): ApiParameter[] {
  return Object.entries(query).map(([name, parameter]) => ({
    name,
    in: 'query',
    required: parameter.required ?? false,
    description: parameter.description,
    example: parameter.example,
    schema: schemaOf(parameterSchema(parameter), 'input'),
  }));
}
