import { expect, test } from 'vitest';
import type { OpenApiDocument } from '#lib/documents/open-api.ts';
import { schemaText, taggedRoutes } from './routes.ts';

const get = (tag: string): OpenApiDocument['paths'][string]['get'] => ({
  operationId: 'x',
  summary: 's',
  description: 'd',
  tags: [tag],
  parameters: [
    {
      name: 'kind',
      in: 'query',
      required: false,
      description: 'k',
      example: 'a',
      schema: { enum: ['a', 'b'] },
    },
    {
      name: 'from',
      in: 'query',
      required: true,
      description: 'f',
      example: '2026',
      schema: { format: 'date-time' },
    },
    {
      name: 'name',
      in: 'path',
      required: true,
      description: 'its name',
      example: 'feed',
      schema: { type: 'string' },
    },
  ],
  responses: {
    200: {
      description: 'ok',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Plan' } } },
    },
    500: { description: 'no', content: { 'text/plain': { schema: { type: 'string' } } } },
  },
});
const document: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 't', version: '1', description: 'd' },
  paths: { '/a': { get: get('one') }, '/b': { get: get('two') }, '/c': { get: get('one') } },
  components: { schemas: {} },
};

test('routes stand under their tags, none of them twice', () => {
  expect(taggedRoutes(document).map(({ tag, routes }) => [tag, routes.map((r) => r.path)])).toEqual([
    ['one', ['/a', '/c']],
    ['two', ['/b']],
  ]);
});

test('a parameter says where it stands, whether it is needed and what it takes', () => {
  expect(taggedRoutes(document)[0]?.routes[0]?.parameters).toEqual([
    { name: 'kind', where: 'in the query', needed: false, description: 'k', takes: 'one of a, b' },
    { name: 'from', where: 'in the query', needed: true, description: 'f', takes: 'such as 2026' },
    { name: 'name', where: 'in the path', needed: true, description: 'its name', takes: 'such as feed' },
  ]);
});

test('an answer names its schema where it has one', () => {
  expect(taggedRoutes(document)[0]?.routes[0]?.answers.map((a) => [a.status, a.schema])).toEqual([
    ['200', 'Plan'],
    ['500', null],
  ]);
});

test('a schema is shown without what nobody reads', () => {
  expect(schemaText({ type: 'object', properties: { at: { type: 'string', pattern: '^x' } } })).toBe(
    '{\n "type": "object",\n "properties": {\n  "at": {\n   "type": "string"\n  }\n }\n}',
  );
});
