/** `/api/v1/openapi.json`: every path that the console answers, by OpenAPI 3.1, as far as it uses that. */

import { z } from 'zod';
import { document, json } from './define.ts';

/** JSON Schema, dialect 2020-12, as OpenAPI 3.1 takes it. */
const jsonSchema = z.record(z.string(), z.unknown());

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  description: z.string(),
  example: z.string(),
  schema: jsonSchema,
});
export type ApiParameter = z.infer<typeof parameterSchema>;

const responseSchema = z.object({
  description: z.string(),
  /** By media type. */
  content: z.record(z.string(), z.object({ schema: jsonSchema })),
});
export type ApiResponse = z.infer<typeof responseSchema>;

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(parameterSchema),
  /** By status. */
  responses: z.record(z.string(), responseSchema),
});

export const openApiSchema = z.object({
  openapi: z.literal('3.1.1'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  /** There is no method except GET, and HEAD, which answers the same without a body. */
  paths: z.record(z.string(), z.strictObject({ get: operationSchema })),
  components: z.object({ schemas: z.record(z.string(), jsonSchema) }),
});
export type OpenApiDocument = z.infer<typeof openApiSchema>;

export const openApiDefinition = document({
  path: '/api/v1/openapi.json',
  tag: 'documentation',
  summary: 'This document',
  description: 'Made from the definitions that the program itself answers by. The page /api shows it.',
  body: json('OpenApi', openApiSchema),
  answers: { 200: 'OpenAPI 3.1' },
});
