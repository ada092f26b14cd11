import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { at, startTestMesh, type TestMesh } from '../test-mesh.ts';

const NS = '/api/v1/namespaces/trading-floor';
let mesh: TestMesh;
let pod: string;

beforeAll(async () => {
  mesh = await startTestMesh();
  const { body } = await mesh.get(`${NS}/pods?labelSelector=app%3Dmarketdata-mcp-server`);
  pod = String(at(body, 'items', 0, 'metadata', 'name'));
});

afterAll(() => mesh.close());
afterEach(() => mesh.call('operator', 'POST', '/practice/drill', { name: 'calm' }));

const begin = (name: string) => mesh.call('operator', 'POST', '/practice/drill', { name });
const fault = (target: string, behaviour: string) =>
  mesh.call('operator', 'POST', '/practice/faults', { target, behaviour });
const raw = (path: string, signal?: AbortSignal) =>
  fetch(`${mesh.document.apiUrl}${path}`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${mesh.stateDir.identity().viewer}` },
    ...(signal === undefined ? {} : { signal }),
  });

describe('an agent is reached', () => {
  test.each([
    ['by pod and port', () => `${NS}/pods/${pod}:8080/proxy/healthz`],
    ['by pod and port name', () => `${NS}/pods/http:${pod}:http/proxy/healthz`],
    ['by pod alone', () => `${NS}/pods/${pod}/proxy/healthz`],
    ['by service and port', () => `${NS}/services/marketdata-mcp-server:8080/proxy/healthz`],
    ['by service and port name', () => `${NS}/services/http:marketdata-mcp-server:http/proxy/healthz`],
  ])('%s', async (_how, path) => {
    const { status, body } = await mesh.get(path());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      service: 'marketdata-mcp-server',
      ok: true,
      max_age_seconds: 60,
      forced_stale: false,
    });
    expect(Number(at(body, 'age_seconds'))).toBeLessThan(3);
  });
});

describe('the API server answers for an agent that it cannot reach', () => {
  test.each([
    ['a pod that does not exist', `${NS}/pods/nope:8080/proxy/healthz`, 404, /pods "nope" not found/],
    ['a service that does not exist', `${NS}/services/nope/proxy/`, 404, /services "nope" not found/],
    [
      'a service without pods',
      `${NS}/services/execution-agent:8080/proxy/health`,
      503,
      /no endpoints available for service/,
    ],
    [
      'a port that the service lacks',
      `${NS}/services/gamma-strategy:9/proxy/`,
      503,
      /no service port "9" found/,
    ],
    [
      'a port on which nothing listens',
      `${NS}/pods/gamma-strategy-0:9/proxy/`,
      503,
      /dial tcp .*:9: connect: connection refused/,
    ],
  ])('%s', async (_what, path, code, message) => {
    const { status, body } = await mesh.get(path);
    expect([status, at(body, 'kind'), at(body, 'code')]).toEqual([code, 'Status', code]);
    expect(at(body, 'message')).toMatch(message);
  });

  test('a container that is down', async () => {
    await begin('crashloop');
    const { status, body } = await mesh.get(`${NS}/pods/gamma-strategy-0:8080/proxy/ops/status`);
    expect([status, at(body, 'kind')]).toEqual([503, 'Status']);
  });

  test('a pod that has no address yet', async () => {
    await begin('resource-pressure');
    const pods = await mesh.get(`${NS}/pods?fieldSelector=status.phase%3DPending`);
    const pending = at(pods.body, 'items', 0, 'metadata', 'name');
    expect(await mesh.get(`${NS}/pods/${pending}:8080/proxy/`)).toMatchObject({
      status: 400,
      body: { message: 'address not allowed' },
    });
  });
});

test('a stale agent’s own 503 and the API server’s are distinguished by their bodies', async () => {
  await begin('marketdata-stale');
  const byPod = await mesh.get(`${NS}/pods/${pod}:8080/proxy/healthz`);
  expect(byPod).toMatchObject({ status: 503, body: { service: 'marketdata-mcp-server', ok: false } });
  const byService = await mesh.get(`${NS}/services/marketdata-mcp-server:8080/proxy/healthz`);
  expect(byService).toMatchObject({ status: 503, body: { kind: 'Status', reason: 'ServiceUnavailable' } });
});

describe('an agent misbehaves as configured', () => {
  const path = () => `${NS}/pods/${pod}:8080/proxy/healthz`;

  test.each([
    ['ok-without-evidence', 200, /^\{"status":"ok","service":"somebody"\}/],
    ['html', 200, /<!doctype html>/],
    ['garbage', 200, /nope$/],
    ['stale', 503, /"age_seconds":3600/],
    ['lies-ok', 200, /"age_seconds":3600.*"ok":true/],
    ['wrong-identity', 200, /"service":"somebody-else"/],
    ['redirect', 302, /^$/],
    ['duplicate-keys', 200, /"ok":false.*"ok":true/],
    ['deep-evidence', 200, /\[{10000}\]{10000}.*"ok":true/],
    ['huge-numbers', 200, /"age_seconds":1e999/],
    ['huge-integers', 200, /"age_seconds":9223372036854775808/],
    ['secret-in-text', 200, /"service":"[^"]*Bearer practice-token/],
    ['terminal-escapes', 200, /"service":"\\u001b\[2J/],
    ['script-in-text', 200, /"service":"[^}]*<script>/],
    ['nul-and-surrogates', 200, /"service":"go\\u0000od \\ud800/],
    ['trailing-junk', 200, /"ok":true.*<!--/s],
    ['garbage-bytes', 200, /\ufffd/],
    ['older-build', 200, /^\{"status":"ok","service":"marketdata-mcp-server"\}/],
    ['refused', 503, /connection refused/],
  ])('%s', async (behaviour, code, body) => {
    await fault('marketdata-mcp-server', behaviour);
    const response = await raw(path());
    expect(response.status).toBe(code);
    expect(await response.text()).toMatch(body);
  });

  test('wrong-content-type: the true answer, called a page', async () => {
    await fault('marketdata-mcp-server', 'wrong-content-type');
    const response = await raw(path());
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.json()).toMatchObject({ ok: true });
  });

  test('gzip-bomb: a body of KBs that unpacks to MBs', async () => {
    await fault('marketdata-mcp-server', 'gzip-bomb');
    const response = await raw(path());
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(Number(response.headers.get('content-length'))).toBeLessThan(65_536);
    expect((await response.text()).length).toBeGreaterThan(50_000_000);
  });

  test('header-flood: more headers than a reader takes', async () => {
    await fault('marketdata-mcp-server', 'header-flood');
    await expect(raw(path())).rejects.toThrow();
  });

  test.each(['endless-body', 'endless-hints'])('%s: no end, until the asker leaves', async (behaviour) => {
    await fault('marketdata-mcp-server', behaviour);
    const leave = new AbortController();
    const pending = expect(raw(path(), leave.signal).then((response) => response.text())).rejects.toThrow();
    await mesh.get('/version');
    leave.abort();
    await pending;
  });

  test('oldest-build: only the operations status tells of ticks, and the strategies go on', async () => {
    await fault('marketdata-mcp-server', 'oldest-build');
    const proxied = (at: string) => `${NS}/pods/${pod}:8080/proxy${at}`;
    expect((await mesh.get(proxied('/healthz'))).body).toEqual({
      status: 'ok',
      service: 'marketdata-mcp-server',
    });
    expect((await mesh.get(proxied('/heartbeat'))).status).toBe(404);
    expect((await mesh.get(proxied('/ops/status'))).body).toMatchObject({ marketdata: { is_fresh: true } });
    const gamma = await mesh.get(`${NS}/pods/gamma-strategy-0:8080/proxy/ops/status`);
    expect(at(gamma.body, 'status')).toMatchObject({ state: 'OK' });
  });

  test('reset: the connection ends without an answer', async () => {
    await fault('marketdata-mcp-server', 'reset');
    await expect(raw(path())).rejects.toThrow();
  });

  test('truncated: the body ends before its length', async () => {
    await fault('marketdata-mcp-server', 'truncated');
    await expect(raw(path()).then((response) => response.text())).rejects.toThrow();
  });

  test('huge: more than any reader wants', async () => {
    await fault('marketdata-mcp-server', 'huge');
    const leave = new AbortController();
    const response = await raw(path(), leave.signal);
    let read = 0;
    for await (const chunk of response.body ?? []) {
      read += chunk.length;
      if (read > 1_000_000) break;
    }
    leave.abort();
    expect(read).toBeGreaterThan(1_000_000);
  });

  test('drip: the head at once, the body byte by byte', async () => {
    await fault('marketdata-mcp-server', 'drip');
    const leave = new AbortController();
    expect((await raw(path(), leave.signal)).status).toBe(200);
    leave.abort();
  });

  test('hang: nothing, until the asker leaves', async () => {
    await fault('marketdata-mcp-server', 'hang');
    const leave = new AbortController();
    const pending = expect(raw(path(), leave.signal)).rejects.toThrow();
    await mesh.get('/version');
    leave.abort();
    await pending;
  });

  test('stale ticks leave the process healthy, as its contract says', async () => {
    await fault('marketdata-mcp-server', 'stale');
    const response = await raw(path().replace('/healthz', '/health'));
    expect(response.status).toBe(200);
  });

  test('an unreachable or misbehaving marketdata makes strategies refuse', async () => {
    for (const [behaviour, reason] of [
      ['refused', 'MARKETDATA_MISSING'],
      ['hang', 'MARKETDATA_MISSING'],
      ['stale', 'MARKETDATA_STALE'],
    ] as const) {
      await fault('marketdata-mcp-server', behaviour);
      const { body } = await mesh.get(`${NS}/pods/gamma-strategy-0:8080/proxy/ops/status`);
      expect(at(body, 'status')).toMatchObject({ state: 'HALTED', reason_codes: [reason] });
    }
  });

  test('an agent or a behaviour that does not exist is refused, with those that do', async () => {
    expect(await fault('nobody', 'hang')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('gamma-strategy') },
    });
    expect(await fault('gamma-strategy', 'dance')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('ok-without-evidence') },
    });
  });
});

describe('the execution agent’s state', () => {
  const key = () => mesh.document.env.EXEC_AGENT_KEY;
  const execution = () => mesh.world.agent('execution-agent');
  const ask = (headers: Record<string, string | undefined>) =>
    execution()?.answer({ method: 'GET', path: '/state', headers }, undefined);

  test('is answered with the key of mesh.json', () => {
    const answer = ask({ 'x-exec-agent-key': key() });
    expect(answer?.status).toBe(200);
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({
      agent_mode: 'OFF',
      engine_dry_run: true,
      kill_switch_enabled: false,
      marketdata_heartbeat: { exists: true, is_stale: false },
    });
  });
  test('is refused with a wrong key, and not there where none is configured', () => {
    expect(ask({ 'x-exec-agent-key': 'wrong' })?.status).toBe(401);
    expect(ask({})?.status).toBe(401);
    mesh.world.executionKey = undefined;
    expect(ask({ 'x-exec-agent-key': key() })?.status).toBe(404);
    mesh.world.executionKey = key();
  });
});

describe('what runs outside the cluster answers at plain URLs', () => {
  const outside = async (path: string) => {
    const response = await fetch(`${mesh.document.apiUrl}${path}`);
    return { status: response.status, body: await response.json() };
  };

  test('the monitoring of NATS', async () => {
    expect(await outside('/nats/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('market-ingest-service', async () => {
    expect(await outside('/cloud-run/market-ingest-service/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', service: 'market-ingest', stats: { messages_total: expect.any(Number) } },
    });
    expect((await outside('/cloud-run/market-ingest-service/readyz')).status).toBe(200);
    expect((await outside('/cloud-run/market-ingest-service/nope')).status).toBe(404);
  });

  test('congressional-ingest', async () => {
    expect(await outside('/cloud-run/congressional-ingest/health')).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
  });

  test('the Firestore heartbeat document', async () => {
    const document =
      '/firestore/v1/projects/practice/databases/(default)/documents/tenants/practice/ops/market_ingest';
    const { status, body } = await outside(document);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fields: { ts: { timestampValue: expect.stringMatching(/^2026-11-20T15:/) } },
    });
    expect(
      (await outside('/firestore/v1/projects/practice/databases/(default)/documents/ops/other')).status,
    ).toBe(404);
  });
});
