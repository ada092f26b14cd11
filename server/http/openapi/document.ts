/** `/api/v1/openapi.json`, written from the table of operations and the zod schemas of the wire. */

import { z } from 'zod';
import type { ApiParameter, ApiResponse, OpenApiDocument } from '#lib/documents/open-api.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { SCHEMAS } from './schemas.ts';

const DESCRIPTION =
  'Read-only: GET and HEAD are all that there is. Whatever is not proven now is told as unknown or, where a document has no word for that, as not good.';
const PROBLEM_TYPE = 'application/problem+json';
const BAD_REQUEST = { 400: { schema: 'Problem', says: 'An unknown or malformed parameter' } } as const;

/** @param version of the console. */
export function openApiDocument(version: string): OpenApiDocument {
  const operations: [string, Operation][] = Object.entries(OPERATIONS);
  return {
    openapi: '3.1.1',
    info: { title: 'Mission Control', version, description: DESCRIPTION },
    paths: Object.fromEntries(
      operations.map(([path, operation]) => [path, { get: operationOf(path, operation) }]),
    ),
    components: {
      schemas: Object.fromEntries(
        Object.entries(SCHEMAS).map(([name, schema]) => [name, schemaOf(schema, 'output')]),
      ),
    },
  };
}

/** JSON Schema of what is sent (`output`) or given (`input`). What JSON cannot say of a schema is left open. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...told } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return told;
}

function operationOf(path: string, operation: Operation): OpenApiDocument['paths'][string]['get'] {
  const { tag, summary, answers } = operation;
  return {
    operationId: path
      .replace(/^\//, '')
      .replaceAll(/[/{}.]+/g, '_')
      .replace(/_$/, ''),
    summary,
    tags: [tag],
    parameters: [...pathParameters(path, operation), ...queryParameters(operation)],
    responses: Object.fromEntries(
      Object.entries({ ...answers, ...BAD_REQUEST }).map(([status, body]) => [status, responseOf(body)]),
    ),
  };
}

function responseOf(body: Operation['answers'][number]): ApiResponse {
  if ('type' in body)
    return { description: body.says, content: { [body.type]: { schema: { type: 'string' } } } };
  const type = body.schema === 'Problem' ? PROBLEM_TYPE : 'application/json';
  const schema = { $ref: `#/components/schemas/${body.schema}` };
  return { description: body.says, content: { [type]: { schema } } };
}

function pathParameters(path: string, { variable = '' }: Operation): ApiParameter[] {
  return [...path.matchAll(/\{([a-z]+)\}/g)].flatMap(([, name = '']) => [
    { name, in: 'path', required: true, description: variable, schema: { type: 'string' } },
  ]);
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
});

/** The parameters of a query, as a caller writes them. */
function queryParameters({ query }: Operation): ApiParameter[] {
  const { properties, required } = objectSchema.parse(schemaOf(query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description: '',
    schema,
  }));
}
