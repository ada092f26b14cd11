import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TIME_HEADER } from '#lib/documents/live.ts';
import { planDocumentSchema } from '#lib/documents/plan.ts';
import { problemSchema } from '#lib/documents/problem.ts';
import { sourcesSchema } from '#lib/documents/sources.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { postureSchema } from '#lib/posture.ts';
import { historySchema } from '#lib/series/history.ts';
import { changesSchema } from '#lib/timeline/changes.ts';
import { hashOf } from '#store/canonical-hash.ts';
import type { DiskJournal } from '#store/disk-journal.ts';
import { scratchConsole } from '#testing/server/scratch-console.ts';
import { openJournal, publishedAt } from '#testing/store/postures.ts';
import { DOCUMENTS } from './documents.ts';

let server: Server;
let base = '';
const artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
const folder = mkdtempSync(join(tmpdir(), 'server-'));
let journal: DiskJournal;
/** Reported health of the process. */
let reasons: string[] = [];
const pages: string[] = [];

beforeAll(async () => {
  journal = await openJournal(folder, Date.now);
  server = scratchConsole({
    artifacts,
    journal,
    reasons: () => reasons,
    page: (path) => void pages.push(path),
  }).server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(artifacts, { recursive: true });
});

const readySchema = z.object({ ready: z.literal(false), reasons: z.array(z.string()) });

/** Sends any method, those included that fetch refuses to send. */
function send(
  method: string,
  path: string,
): Promise<{ status: number; allow: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${base}${path}`, { method }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, allow: response.headers.allow, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Every path that there is: the documents, and the pages by the folders under `app`. */
const SAMPLE = { slug: 'marketdata_stale', name: 'feed' };
/** Without one these refuse. */
const WANT_A_QUERY = ['/api/v1/history', '/api/v1/incident.zip', '/api/v1/seal'];
const own = DOCUMENTS.map(({ definition: { path } }) =>
  path.replace('{slug}', SAMPLE.slug).replace('{name}', SAMPLE.name),
);
const pagePaths = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map(
    (file) =>
      `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '').replace(/\[(\w+)\]/g, (_m, key) => (key === 'slug' ? SAMPLE.slug : SAMPLE.name))}`,
  );
const FRAMEWORK = [
  '/_next/static/x.js',
  '/_next/image',
  '/_next/data/x/index.json',
  '/__nextjs_original-stack-frames',
  '/favicon.ico',
  '/nowhere',
  '/api/nowhere',
  '/api/v1/posture/x',
];
const PATHS = [...own, ...pagePaths, ...FRAMEWORK];
const METHODS = [
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'MKCOL',
  'LINK',
  'PURGE',
  'QUERY',
];

describe('methods', () => {
  test.each(PATHS.flatMap((path) => METHODS.map((method) => [method, path] as const)))(
    '%s %s is refused',
    async (method, path) => {
      const before = pages.length;
      const { status, allow, body } = await send(method, path);
      expect([status, allow]).toEqual([405, 'GET, HEAD']);
      expect(problemSchema.parse(JSON.parse(body)).status).toBe(405);
      expect(pages.length).toBe(before);
    },
  );

  test('CONNECT and an upgrade open nothing', async () => {
    for (const head of [
      'CONNECT example:80 HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET /_next/webpack-hmr HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    ])
      expect(await raw(head)).not.toMatch(/^HTTP\/1\.1 (101|200 Connection)/);
  });

  test('HEAD has the headers of GET and no body', async () => {
    writeFileSync(join(artifacts, 'deploy_report.md'), '# ok');
    for (const path of own.filter((p) => !WANT_A_QUERY.includes(p))) {
      const { status, body } = await send('HEAD', path);
      expect([path, [200, 503].includes(status), body]).toEqual([path, true, '']);
    }
  });
});

function raw(head: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(head));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
      socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
  });
}

const bad: [string, string][] = [
  ['/api/v1/posture?at=now', 'at'],
  ['/api/v1/plan?x=', 'x'],
  ['/api/v1/stream?last=1', 'last'],
  ['/api/v1/posture?at=now', 'at'],
  ['/api/v1/posture?at=2026-11-20', 'at'],
  ['/api/v1/changes?from=2026-11-20T16:00:00Z&to=2026-11-20T15:00:00Z', 'from'],
  ['/api/v1/handover?from=last-close', 'from'],
  ['/api/v1/handover?from=2026-11-20T16:00:00Z&to=2026-11-20T15:00:00Z', 'from'],
  ['/api/v1/handover?from=2026-11-01T16:00:00Z&to=2026-11-20T15:00:00Z', 'from'],
  ['/api/v1/handover?to=2999-11-20T15:00:00Z', 'to'],
  ['/api/v1/handover?since=yesterday', 'since'],
  ['/api/v1/history', 'agent'],
  ['/api/v1/history?agent=feed&series=cpu', 'series'],
  ['/api/v1/history?agent=feed&series=heartbeat_age_seconds&from=yesterday', 'from'],
  ['/api/v1/history?agent=feed&series=heartbeat_age_seconds&points=0', 'points'],
  ['/api/v1/history?agent=feed&series=heartbeat_age_seconds&points=99999', 'points'],
  [
    '/api/v1/history?agent=feed&series=heartbeat_age_seconds&from=2026-11-20T16:00:00Z&to=2026-11-20T15:00:00Z',
    'from',
  ],
  ['/api/v1/history?agent=feed&agent=pilot&series=heartbeat_age_seconds', 'agent'],
  ['/api/v1/runbooks/marketdata_stale?raw=1', 'raw'],
  ['/api/v1/seal?posture=x', 'pixels'],
  ['/api/v1/seal?posture=x&pixels=00ff', 'pixels'],
  ['/api/v1/seal/key?format=jwk', 'format'],
  ['/healthz?verbose', 'verbose'],
  ['/ops/health?refresh=1', 'refresh'],
  ['/ops/status?refresh=1&refresh=2', 'refresh'],
  ['/api/v1/safety?agent=feed', 'agent'],
  ['/api/v1/events/recent?limit=0', 'limit'],
  ['/api/v1/events/recent?limit=501', 'limit'],
  ['/api/v1/reports/deploy/latest?format=pdf', 'format'],
];

describe('answers', () => {
  test.each(bad)('%s is refused and names %s', async (path, parameter) => {
    const response = await fetch(base + path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = problemSchema.parse(await response.json());
    expect(problem.errors?.map((e) => e.parameter)).toContain(parameter);
  });

  test.each([
    '/api/v1/history?agent=nobody&series=heartbeat_age_seconds',
    '/api/v1/runbooks/nothing',
    '/api/v1/runbooks/..%2Fsecret',
    '/api/v1/runbooks/%ff',
    '/api/nothing',
    // Nothing is remembered of it, and it is still to come.
    '/api/v1/posture?at=2020-01-02T15:00:00Z',
    '/api/v1/posture?at=2999-01-02T15:00:00Z',
    '/api/v1/openapi-json',
    '/api/v1/agents/nobody',
    '/api/v1/agents/scribe',
    '/api/v1/reports/deploy/latest?format=json',
  ])('%s is not found, as problem details', async (path) => {
    const response = await fetch(base + path);
    expect(response.status).toBe(404);
    problemSchema.parse(await response.json());
  });

  test('documents are what their schemas say', async () => {
    const get = async (path: string) => (await fetch(base + path)).json();
    postureSchema.parse(await get('/api/v1/posture'));
    planDocumentSchema.parse(await get('/api/v1/plan'));
    sourcesSchema.parse(await get('/api/v1/sources'));
    historySchema.parse(await get('/api/v1/history?agent=feed&series=heartbeat_age_seconds&points=10'));
  });

  test('a past posture is answered byte for byte, with its hash and the time of its change', async () => {
    const posture = postureSchema.parse(await (await fetch(`${base}/api/v1/posture`)).json());
    const at = new Date(Date.now() - 2_000).toISOString();
    const { inputs } = publishedAt(Date.parse(at));
    journal.published({ ...posture, at }, inputs);
    journal.evaluated(Date.parse(at), EMPTY_STATE, inputs.ledger);
    const response = await fetch(`${base}/api/v1/posture?at=${at}`);
    expect(response.headers.get('x-posture-sha256')).toBe(hashOf(JSON.stringify({ ...posture, at })));
    expect(await response.text()).toBe(JSON.stringify({ ...posture, at }));
    const changes = changesSchema.parse(await (await fetch(`${base}/api/v1/changes`)).json());
    expect(changes.changes).toEqual([{ at, id: posture.id, outcome: 'unproven', worst: expect.any(String) }]);
  });

  test('an agent that nobody knows is refused by the word that legacy clients compare', async () => {
    const problem = problemSchema.parse(await (await fetch(`${base}/api/v1/agents/nobody`)).json());
    expect(problem.detail).toBe('agent_not_found');
  });

  test('a deploy report comes with its own time, and its absence with why', async () => {
    writeFileSync(join(artifacts, 'deploy_report.md'), '# ok');
    const { status, headers } = await fetch(`${base}/api/v1/reports/deploy/latest`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(Date.parse(headers.get('last-modified') ?? '')).toBeGreaterThan(0);
    const none = await fetch(`${base}/api/v1/reports/deploy/latest?format=json`);
    expect(problemSchema.parse(await none.json()).detail).toMatch(/deploy_report.json was not written yet/);
  });

  test('what is not ready says so with its reasons', async () => {
    const response = await fetch(`${base}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, reasons: [expect.any(String)] });
  });

  test('what is stuck is not ready, whatever it saw', async () => {
    reasons = ['the last evaluation is 9 s old: the console is stuck'];
    const response = await fetch(`${base}/readyz`);
    const told = readySchema.parse(await response.json());
    expect([response.status, told.reasons]).toEqual([
      503,
      [...reasons, 'no safety source has been read yet'],
    ]);
    reasons = [];
  });

  test('its own metrics are there as Prometheus reads them', async () => {
    const response = await fetch(`${base}/ops/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toContain('mission_control_execution_outcome{outcome="proven-off"} 0');
  });

  test('the posture comes with the console’s own time, asked for with or without the document', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { headers } = await fetch(`${base}/api/v1/posture`, { method });
      expect(headers.get(TIME_HEADER)).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
    }
  });

  test('no answer may be cached or framed', async () => {
    const { headers } = await fetch(`${base}/api/v1/posture`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('a stream begins with the whole posture and a tick', async () => {
    const response = await fetch(`${base}/api/v1/stream`);
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('event: tick')) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(text.indexOf('event: posture')).toBeLessThan(text.indexOf('event: tick'));
  });
});
