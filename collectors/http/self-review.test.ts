import http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScratchServer, startScratchServer } from '#testing/collectors/scratch-server.ts';
import { fetchAnswer, fetchReview, send } from './exchange.ts';
import { selfReviewUrl } from './self-review.ts';

const PATH = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
let server: ScratchServer;
let bodies: string[];
let headers: http.IncomingHttpHeaders[];
const agent = new http.Agent({ keepAlive: true });
const limits = { timeoutMs: 500, maxBytes: 10_000 };
const exchange = (url: string) => ({ url: new URL(url), headers: {}, agent });

beforeEach(async () => {
  bodies = [];
  headers = [];
  server = await startScratchServer((request, response) => {
    let body = '';
    headers.push(request.headers);
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(201).end('{}');
    });
  });
});
afterEach(() => server.close());

const refused = async (attempt: () => unknown): Promise<void> => {
  expect(attempt).toThrow(/refused/);
  await fetchAnswer(exchange(`${server.url}/after`), limits);
  expect(server.requests).toEqual(['GET /after']);
};

describe('the one request that is not a GET', () => {
  test('asks at one path with one body, and takes neither from its caller', async () => {
    const review = { server: server.url, namespace: 'trading-floor' };
    const slipped = {
      ...exchange(selfReviewUrl(review).href),
      method: 'DELETE',
      body: '{"kind":"Deployment"}',
      headers: { 'Content-Type': 'text/plain', authorization: 'Bearer x' },
    };
    expect((await fetchReview(slipped, review, limits)).status).toBe(201);
    expect(server.requests).toEqual([`POST ${PATH}`]);
    expect(bodies).toEqual([
      '{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{"namespace":"trading-floor"}}',
    ]);
    expect(headers[0]).toMatchObject({ 'content-type': 'application/json', authorization: 'Bearer x' });
  });

  test('goes to a server behind a path of its own too', async () => {
    const review = { server: `${server.url}/k8s/clusters/c-1/`, namespace: 'a' };
    await fetchReview(exchange(selfReviewUrl(review).href), review, limits);
    expect(server.requests).toEqual([`POST /k8s/clusters/c-1${PATH}`]);
  });

  test.each([
    '/api/v1/namespaces/trading-floor/pods',
    '/apis/apps/v1/namespaces/trading-floor/deployments/execution-agent/scale',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    '/apis/authorization.k8s.io/v1beta1/selfsubjectrulesreviews',
    '/apis/authentication.k8s.io/v1/tokenreviews',
    '/api/v1/namespaces/x/serviceaccounts/y/token',
    `${PATH}/`,
    `${PATH}/x`,
    `${PATH}?dryRun=All`,
    `${PATH}?`,
    `${PATH}#x`,
    `/${PATH}`,
    `${PATH.toUpperCase()}`,
    PATH.replace('selfsubjectrulesreviews', 'self%73ubjectrulesreviews'),
    PATH.replace('/v1/', '%2Fv1/'),
    PATH.replace('/v1/', '//v1/'),
    `/api/v1/namespaces/x/services/y/proxy${PATH}`,
    `${PATH}/../../../../api/v1/namespaces/x/pods`,
    '/',
  ])('cannot be sent to %s', async (path) => {
    const review = { server: server.url, namespace: 'a' };
    await refused(() => send('POST', exchange(`${server.url}${path}`), review));
  });

  test.each([
    '/api/v1/namespaces/x/services/y/proxy',
    '/api/v1/namespaces/x/pods/y:8080/proxy',
    '/apis',
    '/x/%61pi/v1/namespaces/x/services/y/%70roxy',
    '?a=b',
    '#a',
  ])('nor by a server that ends in %s', async (tail) => {
    const review = { server: `${server.url}${tail}`, namespace: 'a' };
    await refused(() => send('POST', exchange(`${server.url}${tail}${PATH}`), review));
    expect(() => send('POST', exchange(selfReviewUrl(review).href), review)).toThrow(/refused/);
  });

  test.each([
    '',
    '*',
    'A',
    'a b',
    'a"},"kind":"Pod","spec":{"namespace":"b',
    'a\n',
    '-a',
    'a-',
    'a.b',
    `${'a'.repeat(64)}`,
    '../x',
    'ä',
  ])('nor about a namespace %j', async (namespace) => {
    const review = { server: server.url, namespace };
    await refused(() => send('POST', exchange(selfReviewUrl(review).href), review));
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'post', 'POST ', ''])(
    'nor by another method: %j',
    async (method) => {
      const review = { server: server.url, namespace: 'a' };
      await refused(() => send(method, exchange(selfReviewUrl(review).href), review));
    },
  );

  test('nor to another host than the API server’s', async () => {
    const review = { server: 'http://127.0.0.1:1', namespace: 'a' };
    await refused(() => send('POST', exchange(`${server.url}${PATH}`), review));
  });

  test('nor without a URL', async () => {
    await refused(() => send('POST', exchange(`${server.url}${PATH}`)));
  });

  test('is redirected nowhere', async () => {
    server.handle = (_, response) => response.writeHead(307, { location: '/api/v1/namespaces/x/pods' }).end();
    const review = { server: server.url, namespace: 'a' };
    expect((await fetchReview(exchange(selfReviewUrl(review).href), review, limits)).status).toBe(307);
    expect(server.requests).toEqual([`POST ${PATH}`]);
  });
});
