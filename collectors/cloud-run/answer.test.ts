/** Answers of the Admin API, as they fail in the field. */

import { describe, expect, test } from 'vitest';
import { text } from '#lib/messages/text.ts';
import { readPage } from './answer.ts';

const page = (status: number, body: unknown) =>
  readPage(status, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), 'services');

describe('a page', () => {
  test.each<[string, object, object]>([
    ['of nothing', {}, { items: [], next: null, unreachable: [] }],
    ['of nothing, named', { services: [] }, { items: [], next: null, unreachable: [] }],
    ['with objects', { services: [1] }, { items: [1], next: null, unreachable: [] }],
    ['the last one', { services: [1], nextPageToken: '' }, { items: [1], next: null, unreachable: [] }],
    ['that is empty, with another one', { nextPageToken: 'x' }, { items: [], next: 'x', unreachable: [] }],
    [
      'of which a region is missing',
      { services: [], unreachable: ['projects/1/locations/us-east1'] },
      { items: [], next: null, unreachable: ['projects/1/locations/us-east1'] },
    ],
  ])('%s', (_, body, expected) => {
    expect(page(200, body)).toEqual(expected);
  });
});

const forbidden = (message: string, details: object[] = []) => ({
  error: { code: 403, message, status: 'PERMISSION_DENIED', details },
});
const DISABLED = {
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: 'SERVICE_DISABLED',
  domain: 'googleapis.com',
  metadata: { service: 'run.googleapis.com', consumer: 'projects/123' },
};

test.each<[string, number, unknown, string]>([
  ['a token that lapsed', 401, { error: { code: 401 } }, '401: the access token was refused'],
  ['no permission, by nobody’s word', 403, '<h1>Forbidden</h1>', '403: not allowed'],
  [
    'no permission, by its name',
    403,
    forbidden(
      "Permission 'run.services.list' denied on resource 'projects/p/locations/l' (or it may not exist).",
    ),
    '403: run.services.list is not granted',
  ],
  [
    'an API that is off',
    403,
    forbidden('Cloud Run Admin API has not been used in project 123 before or it is disabled.', [
      { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
      DISABLED,
    ]),
    '403: the Cloud Run API is disabled for projects/123',
  ],
  [
    'an API that is off for a name that is none',
    403,
    forbidden('x', [{ ...DISABLED, metadata: { consumer: 'projects/1\nX-Evil: 1' } }]),
    '403: the Cloud Run API is disabled for a project',
  ],
  ['too many questions', 429, {}, '429: over the quota of the Cloud Run Admin API'],
  ['a region that is none', 400, { error: { code: 400 } }, '400 from the Cloud Run Admin API'],
  ['a project that is none', 404, { error: { code: 404 } }, '404 from the Cloud Run Admin API'],
  ['a login page', 302, '', '302 from the Cloud Run Admin API'],
  ['a page of a portal', 200, '<h1>Sign in</h1>', '200 with a body that is not JSON'],
  ['a key twice', 200, '{"services":[],"services":[]}', '200 with a body that has a key twice'],
  ['an answer of something else', 200, { status: 'ok' }, '200 without a list'],
  ['a list', 200, [], '200 without a list'],
  ['nothing', 200, 'null', '200 without a list'],
  ['an error that calls itself well', 200, { services: [], error: { code: 403 } }, '200 without a list'],
  ['objects that are no list', 200, { services: {} }, '200 without a list'],
  ['a token that is none', 200, { services: [], nextPageToken: 7 }, '200 without a list'],
])('%s is no page', (_, status, body, why) => {
  const result = page(status, body);
  expect('problem' in result && text(result.problem)).toBe(why);
});

test.each<[number, boolean, boolean]>([
  [400, true, false],
  [403, false, false],
  [404, true, false],
  [501, true, true],
  [429, false, true],
  [503, false, true],
])('%i: may be no such kind %s, ends the region %s', (status, missing, ends) => {
  expect(page(status, {})).toMatchObject({ missing, ends });
});
