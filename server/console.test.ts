/** The whole console, over real sockets: an API server in miniature behind it, readers in front. */

import { mkdtempSync, rmSync } from 'node:fs';
import http, { type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Credentials } from '#collectors/kubernetes/credentials.ts';
import { openDeployReports } from '#features/reports/server/deploy-reports.ts';
import { sealSchema } from '#features/seals/document.ts';
import { openSealKey } from '#features/seals/server/seal-key.ts';
import { Sealer } from '#features/seals/server/sealer.ts';
import { makeClock } from '#platform/clock.ts';
import { DiskJournal } from '#store/disk-journal.ts';
import { deployment, pod } from '#testing/collectors/objects.ts';
import { ScratchApi } from '#testing/collectors/scratch-api.ts';
import { until } from '#testing/collectors/scratch-server.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { answerByHandler } from '#testing/server/route-handlers.ts';
import { KEEP } from '#testing/store/postures.ts';
import { type Console, makeConsole } from './console.ts';
import { drain } from './drain.ts';
import { answerDocument } from './http/documents.ts';
import { createConsoleServer } from './http/server.ts';
import { Stream } from './http/stream.ts';
import { makeLog } from './logging/log.ts';
import { openRunbooks } from './runbooks.ts';
import { publishRuntime } from './runtime.ts';

const lineSchema = z.looseObject({ msg: z.string() });

let api: ScratchApi;
let mesh: Console;
let stream: Stream;
let journal: DiskJournal;
let folder: string;
let server: Server;
let port: number;
let lines: z.infer<typeof lineSchema>[];
let ticks: number;
const sockets = new Set<Socket>();

beforeEach(async () => {
  api = await ScratchApi.start();
  folder = mkdtempSync(join(tmpdir(), 'console-'));
  lines = [];
  ticks = 0;
  const clock = makeClock(0);
  journal = await DiskJournal.open({ folder, file: 'j.sqlite', lib: 'lib', clock, keep: KEEP });
  stream = new Stream(
    () => ({ posture: mesh.runtime.posture(), tick: mesh.runtime.tick() }),
    clock.monotonic,
  );
  mesh = makeConsole({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'scratch' },
    clock,
    credentials: credentialsOf(api),
    timings: { pollEvery: 300, statusEvery: 500, watchSilence: 60_000 },
    permissionReview: true,
    withoutCloudRun: false,
    runbooks: openRunbooks('docs/ops/runbooks'),
    journal,
    artifacts: null,
    env: {},
    log: makeLog({ write: (line: string) => void lines.push(lineSchema.parse(JSON.parse(line))) }),
    publish: {
      posture: (posture) => stream.posture(posture),
      tick(tick) {
        ticks += 1;
        stream.tick(tick);
      },
      viewers: () => stream.viewers(),
      drops: () => stream.drops(),
    },
  });
  const answers = {
    runtime: mesh.runtime,
    stream,
    journal,
    postureBytes: () => Buffer.from(JSON.stringify(mesh.runtime.posture())),
    plan: mesh.planDocument,
    metrics: mesh.metrics.page,
    vitals: mesh.vitals,
    legacy: mesh.legacy,
    deployReports: openDeployReports('none'),
    sealer: new Sealer({
      opened: openSealKey(folder, clock.now()),
      clock,
      clockOffsetSeconds: 0,
      find: mesh.recentPosture,
    }),
    now: clock.now,
  };
  publishRuntime({ ...mesh.runtime, answer: (path, url) => answerDocument(path, url, answers) });
  server = createConsoleServer(answers, async (request, response) => {
    if (await answerByHandler(request, response)) return;
    setTimeout(() => response.end('a page that took its time'), 300);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await mesh.stop();
  server.closeAllConnections();
  server.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
  await api.server.close();
});

function credentialsOf({ server: { url } }: ScratchApi): Credentials {
  const agents = {
    list: new http.Agent({ keepAlive: true }),
    safety: new http.Agent({ keepAlive: true }),
    watch: new http.Agent({ keepAlive: true }),
    probe: new http.Agent({ keepAlive: true }),
  };
  return {
    contextName: 'scratch',
    server: url,
    namespace: 'pier',
    inCluster: false,
    connection: async () => ({ headers: {}, auth: undefined, agents }),
    refresh: () => undefined,
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** Asks for a path; `text` is what has come so far. */
function ask(path: string): { text: () => string; ended: () => boolean; socket: Socket } {
  let text = '';
  let ended = false;
  const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`));
  sockets.add(socket);
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
  });
  return { text: () => text, ended: () => ended, socket };
}

/** The mesh with a feed that is asked and never answers. */
function populate(): void {
  api.put('Deployment', 'pier', 'feed', deployment(1, { replicas: 1, readyReplicas: 1 }));
  api.put('Deployment', 'pier', 'crane', deployment(0));
  api.put('Pod', 'pier', 'feed-1-x', pod({ kind: 'ReplicaSet', name: 'feed-5d4f8c7b9d' }));
  api.put('ConfigMap', 'pier', 'brake', { data: { HALTED: '1' } });
  api.intervene = (url) => url.pathname.includes('/proxy/');
}

const probing = () => api.asked(/\/proxy\//) > 0;

/** Waits until `count` more ticks have gone by. */
async function tickOn(count: number): Promise<void> {
  const to = ticks + count;
  await until(`tick ${to}`, () => ticks >= to, count * 1_000 + 5_000);
}

test('a steady state logs nothing per tick, though a probe fails at each attempt', {
  timeout: 30_000,
}, async () => {
  populate();
  mesh.start();
  await until('a probe', probing);
  // The mesh settles: findings at the start are new and published. After that, ticks must publish nothing.
  const CALM_TICKS = 4;
  let [calm, told, asked] = [0, lines.length, 0];
  for (let tick = 0; calm < CALM_TICKS && tick < 25; tick++) {
    await tickOn(1);
    calm = lines.length === told ? calm + 1 : 0;
    if (calm === 0) [told, asked] = [lines.length, api.server.requests.length];
  }
  expect(lines.slice(told).map(({ msg }) => msg)).toEqual([]);
  expect(calm).toBe(CALM_TICKS);
  expect(api.server.requests.length).toBeGreaterThan(asked + 10);
  expect(lines.map(({ msg }) => msg)).toContain('agent');

  api.put('Deployment', 'pier', 'crane', deployment(1, { replicas: 1 }));
  await until('the news', () =>
    lines.slice(told).some(({ msg, outcome }) => msg === 'execution' && outcome === 'not-off'),
  );
});

test('an older client that asks for a refresh causes no request to the mesh', async () => {
  populate();
  for (const path of ['/ops/status', '/api/v1/agents', '/api/v1/agents/feed', '/api/v1/safety']) {
    const response = await fetch(`http://127.0.0.1:${port}${path}?refresh=true`);
    expect([path, response.status]).toEqual([path, 200]);
    await response.text();
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(api.server.requests).toEqual([]);
});

test('a picture of what it says now is sealed, from its first word on', async () => {
  mesh.start();
  const { id } = mesh.runtime.posture();
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/seal?posture=${id}&pixels=${'0a'.repeat(32)}`);
  expect([answer.status, sealSchema.parse(await answer.json()).posture]).toEqual([200, id]);
});

describe('a stop', () => {
  let watching = true;
  const watcher = {
    close() {
      watching = false;
    },
  };

  test('takes less than two seconds with streams open, a probe hanging and an answer under way', async () => {
    populate();
    mesh.start();
    await until('a probe that hangs', probing);
    const reading = ask('/api/v1/stream');
    const stalled = ask('/api/v1/stream');
    stalled.socket.pause();
    const idle = ask('/healthz');
    await until('a stream', () => reading.text().includes('event: tick') && stream.viewers() === 2);
    await until('an answer', () => idle.text().includes('mission-control'));
    const page = ask('/contracts');
    await until('a request under way', () => page.socket.bytesWritten > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));

    const began = performance.now();
    await drain({ server, stream, mesh, journal, watcher });
    expect(performance.now() - began).toBeLessThan(2_000);
    await until('every connection to end', () => reading.ended() && idle.ended() && page.ended());
    expect(page.text()).toContain('a page that took its time');
    expect(watching).toBe(false);
    expect(stream.viewers()).toBe(0);
  });

  test('asks nothing any more, and says nothing', async () => {
    populate();
    mesh.start();
    await until('a probe', probing);
    await drain({ server, stream, mesh, journal, watcher });
    const [asked, told] = [api.server.requests.length, ticks];
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([api.server.requests.length, ticks]).toEqual([asked, told]);
    expect(api.watching('Pod')).toBe(0);
  });
});
