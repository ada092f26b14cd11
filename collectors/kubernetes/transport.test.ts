import http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeClock } from '#platform/clock.ts';
import { json, status } from '#testing/collectors/scratch-api.ts';
import { type ScratchServer, startScratchServer } from '#testing/collectors/scratch-server.ts';
import type { Credentials } from './credentials.ts';
import { makeTransport, type ReadOnlyTransport, type ReviewTransport } from './transport.ts';

let server: ScratchServer;
let transport: ReadOnlyTransport & ReviewTransport;
let token: string;
let refreshes: number;
const agent = new http.Agent();

const credentials = (): Credentials => ({
  contextName: 'scratch',
  server: server.url,
  namespace: 'default',
  inCluster: false,
  connection: async () => ({
    headers: { Authorization: `Bearer ${token}` },
    auth: undefined,
    agents: { list: agent, safety: agent, watch: agent, probe: agent },
  }),
  refresh: () => {
    refreshes += 1;
    token = 'new';
  },
  close: () => {},
});

beforeEach(async () => {
  server = await startScratchServer((_, response) => json(response, 200, {}));
  token = 'old';
  refreshes = 0;
  transport = makeTransport(credentials(), makeClock(0), { permissionReview: true });
});
afterEach(() => server.close());

const limits = { timeoutMs: 500, maxBytes: 10_000 };
const stream = {
  silenceMs: 500,
  maxLineBytes: 100,
  signal: new AbortController().signal,
  onOpen: () => {},
  onLine: () => true,
};

describe('nothing but GET reaches the API server', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s cannot be sent through any function', async (method) => {
    const body = { method, body: '{"spec":{"replicas":1}}', headers: { 'x-http-method-override': method } };
    await transport.get('/apis/apps/v1/namespaces/x/deployments/y/scale', { ...limits, ...body });
    await transport.stream('/api/v1/pods', { ...stream, ...body }).catch(() => {});
    expect(server.requests.map((request) => request.split(' ')[0])).toEqual(['GET', 'GET']);
  });

  test.each([
    '/api/v1/secrets',
    '/api/v1/namespaces/trading-floor/secrets/alpaca',
    '/api/v1/namespaces/x/pods/y:8080/proxy/../../../../../secrets',
    '/api/v1/namespaces/x/pods/y:8080/proxy/%2e%2e/%2e%2e/%2e%2e/%2e%2e/z/secrets',
    '/api/v1/watch/namespaces/x/secrets',
    '/api/v1/%73ecrets',
    '/api/v1/namespaces/x/%2573ecrets',
    '/api/v1//namespaces/x//secrets/y',
    '/api/v1/namespaces/x%2Fsecrets',
    '/api/v1/pods/%zz/secrets',
  ])('%s is refused: Secrets are never read', async (path) => {
    await expect(transport.get(path, limits)).rejects.toThrow('Secrets are never read');
    await expect(transport.stream(path, stream)).rejects.toThrow('Secrets are never read');
    expect(server.requests).toEqual([]);
  });
});

describe('the review of the own permissions', () => {
  const PATH = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';

  test('is the only request that is not a GET, and anything smuggled in beside it is ignored', async () => {
    const more = { ...limits, path: '/api/v1/pods', method: 'DELETE', query: { dryRun: 'All' }, body: '{}' };
    expect((await transport.review('floor', more)).status).toBe(200);
    expect(server.requests).toEqual([`POST ${PATH}`]);
    await expect(transport.review('floor/../x', limits)).rejects.toThrow('refused');
    expect(server.requests).toHaveLength(1);
  });

  test('cannot be asked if it is switched off', async () => {
    const off = makeTransport(credentials(), makeClock(0), { permissionReview: false });
    await expect(off.review('floor', limits)).rejects.toThrow('refused: the review is switched off');
    expect(server.requests).toEqual([]);
  });

  test('refreshes a token that is refused', async () => {
    server.handle = (_, response) => status(response, 401, 'Unauthorized');
    expect((await transport.review('floor', limits)).status).toBe(401);
    expect(refreshes).toBe(1);
  });
});

describe('a token that is refused', () => {
  test('by the API server is refreshed at once, and the next request carries the new one', async () => {
    server.handle = (request, response) =>
      request.headers.authorization === 'Bearer new'
        ? json(response, 200, {})
        : status(response, 401, 'Unauthorized');
    expect((await transport.get('/api/v1/pods', limits)).status).toBe(401);
    expect((await transport.get('/api/v1/pods', limits)).status).toBe(200);
    expect(refreshes).toBe(1);
  });
  test('in a watch is refreshed as well, and reported in words', async () => {
    server.handle = (_, response) => status(response, 401, 'Unauthorized');
    await expect(transport.stream('/api/v1/pods', stream)).rejects.toThrow('401: the token was refused');
    expect(refreshes).toBe(1);
  });
  test('by an agent behind the proxy is not the console’s', async () => {
    server.handle = (_, response) => json(response, 401, { detail: 'key' });
    await transport.get('/api/v1/namespaces/x/pods/y:8080/proxy/state', limits);
    expect(refreshes).toBe(0);
  });
});

test('a credential plugin that never answers does not make a read wait longer than its limit', async () => {
  const stuck: Credentials = {
    contextName: '',
    server: server.url,
    namespace: '',
    inCluster: false,
    connection: () => new Promise(() => {}),
    refresh: () => {},
    close: () => {},
  };
  const read = makeTransport(stuck, makeClock(0), { permissionReview: false }).get('/version', {
    ...limits,
    timeoutMs: 50,
  });
  await expect(read).rejects.toMatchObject({
    failure: 'timeout',
    message: 'the credential plugin does not answer',
  });
});

test('an answer is dated by the start of its request, on the console’s clock', async () => {
  const clock = { now: () => 5_000, monotonic: () => performance.now() };
  const credentials: Credentials = {
    contextName: '',
    server: server.url,
    namespace: '',
    inCluster: false,
    connection: async () => ({
      headers: {},
      auth: undefined,
      agents: { list: agent, safety: agent, watch: agent, probe: agent },
    }),
    refresh: () => {},
    close: () => {},
  };
  const answer = await makeTransport(credentials, clock, { permissionReview: false }).get('/api/v1/pods', {
    ...limits,
    query: { limit: 500, continue: 'a&b=c' },
  });
  expect(answer.startedAt).toBe(5_000);
  expect(server.requests).toEqual(['GET /api/v1/pods?limit=500&continue=a%26b%3Dc']);
});
