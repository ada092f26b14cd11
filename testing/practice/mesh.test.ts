import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { calm } from './drills/calm.ts';
import { startMesh } from './mesh.ts';
import { StateDir } from './state-dir.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (port = 0) =>
  startMesh({ port, clockOffsetSeconds: -3600, drill: calm, stateDir: new StateDir(folder) });

/** Runs a program of the practice mesh to its end. */
async function run(program: string, ...args: string[]) {
  const child = spawn(process.execPath, [`testing/practice/${program}.ts`, ...args], {
    cwd: join(import.meta.dirname, '..', '..'),
  });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (program === 'main' && output.includes('\n')) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: z.number().nullable().parse(code), output, complaint };
}

describe('a practice mesh that is started again', () => {
  test('keeps its tokens and certificate, and gives out only higher versions', async () => {
    const first = await start();
    const identity = new StateDir(folder).identity();
    const before = first.world.store.version;
    await first.stop();
    const second = await start(first.port);
    expect(new StateDir(folder).identity()).toEqual(identity);
    expect(second.port).toBe(first.port);
    // A watch from before the restart must get 410, never a different history.
    expect(second.world.store.since('Pod', before)).toBe('gone');
    await second.stop();
  });

  test('with another state folder is another mesh', () => {
    const other = mkdtempSync(join(tmpdir(), 'practice-'));
    expect(new StateDir(other).identity().operator).not.toBe(new StateDir(folder).identity().operator);
    rmSync(other, { recursive: true });
  });
});

test('the state folder’s files are for their owner only, and mesh.json says where things are', async () => {
  const mesh = await start();
  for (const file of [
    'identity.json',
    'mesh.json',
    'viewer.kubeconfig',
    'operator.kubeconfig',
    'google-token',
  ])
    expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600]);
  const apiUrl = `http://127.0.0.1:${mesh.port}`;
  expect(new StateDir(folder).mesh()).toEqual({
    apiUrl,
    clockOffsetSeconds: -3600,
    env: {
      MARKET_INGEST_SERVICE_URL: `${apiUrl}/cloud-run/market-ingest-service`,
      CONGRESSIONAL_INGEST_URL: `${apiUrl}/cloud-run/congressional-ingest`,
      MARKET_INGEST_HEARTBEAT_URL: `${apiUrl}/firestore/v1/projects/practice/databases/(default)/documents/tenants/practice`,
      NATS_MONITORING_URL: `${apiUrl}/nats`,
      EXEC_AGENT_KEY: new StateDir(folder).identity().executionKey,
      CLOUD_RUN_API_URL: `${apiUrl}/cloud-run-admin`,
      CLOUD_RUN_PARENT: 'projects/practice/locations/us-central1',
      MISSION_CONTROL_GOOGLE_TOKEN: join(folder, 'google-token'),
    },
    drill: 'calm',
  });
  await mesh.stop();
});

test('the same port answers TLS with the certificate of the kubeconfig, and no other', async () => {
  const mesh = await start();
  const ca = new StateDir(folder).identity().certificate;
  const status = (options: object) =>
    new Promise((resolve, reject) =>
      get(`https://127.0.0.1:${mesh.port}/healthz`, { agent: false, ...options }, (response) =>
        resolve(response.resume().statusCode),
      ).on('error', reject),
    );
  expect(await status({ ca })).toBe(200);
  await expect(status({})).rejects.toThrow(/self.signed/);
  await mesh.stop();
});

describe('the program', () => {
  test('says in one line that it is ready, and ends at once on SIGTERM', async () => {
    const { code, output } = await run('main', '--port', '0', '--state-dir', folder);
    expect(output).toMatch(/^practice mesh ready at http:\/\/127\.0\.0\.1:\d+, drill calm, .*\n$/);
    expect(code).toBe(0);
  });

  test('begun with a drill about a time of day it keeps that time', async () => {
    const { output } = await run('main', '--port', '0', '--state-dir', folder, '--drill', 'half-day');
    expect(output).toMatch(/drill half-day/);
    const shown = Date.now() + (new StateDir(folder).mesh()?.clockOffsetSeconds ?? 0) * 1000;
    expect(new Date(shown).toISOString()).toMatch(/^2026-11-27T18:0[56]/);
  });

  test('says that its port is taken, and ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = z.object({ port: z.number() }).parse(other.address());
    const { code, complaint } = await run('main', '--port', String(port), '--state-dir', folder);
    expect([code, complaint]).toEqual([
      1,
      `practice mesh cannot start: port ${port} is in use; choose another with --port\n`,
    ]);
    other.close();
  });

  test.each([
    ['main', ['--drill', 'nope']],
    ['main', ['--port', 'x']],
    ['main', ['--clock-offset', 'x']],
    ['main', ['--drill', 'half-day', '--clock-offset', '0', '--port', '0']],
    ['drill', ['nope']],
    ['drill', []],
  ])('%s %j is a mistake of usage: 64', async (program, args) => {
    const { code, complaint } = await run(program, ...args, '--state-dir', folder);
    expect(code).toBe(64);
    if (args.includes('nope')) expect(complaint).toContain('marketdata-stale');
  });
});

describe('npm run drill', () => {
  test('switches a running mesh, and mesh.json says so', async () => {
    const mesh = await start();
    const { code, output } = await run('drill', 'marketdata-stale', '--state-dir', folder);
    expect([code, output]).toEqual([0, expect.stringMatching(/^marketdata-stale: /)]);
    expect(mesh.world.drill).toBe('marketdata-stale');
    expect(new StateDir(folder).mesh()?.drill).toBe('marketdata-stale');
    await mesh.stop();
  });

  test('refuses a drill about another time of day, and the drill in force goes on', async () => {
    const mesh = await start();
    const { code, complaint } = await run('drill', 'half-day', '--state-dir', folder);
    expect([code, complaint]).toEqual([1, expect.stringMatching(/refused: the drill half-day plays from/)]);
    expect(mesh.world.drill).toBe('calm');
    await mesh.stop();
  });

  test('says when no mesh runs', async () => {
    const { code, complaint } = await run('drill', 'calm', '--state-dir', folder);
    expect([code, complaint]).toEqual([1, expect.stringMatching(/no practice mesh/)]);
  });

  test('lists the drills with their headlines', async () => {
    const { output } = await run('drill', '--list');
    expect(output.split('\n')).toContainEqual(expect.stringMatching(/^calm +A quiet market day/));
  });
});
