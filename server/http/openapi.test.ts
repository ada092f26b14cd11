/** The document is of this server: no route is missing, and what the server answers is what the document says. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type OpenApiDocument, openApiSchema } from '#lib/documents/open-api.ts';
import type { DiskJournal } from '#store/disk-journal.ts';
import { calmFacts, NOW } from '#testing/samples/facts.ts';
import { scratchConsole } from '#testing/server/scratch-console.ts';
import { openJournal } from '#testing/store/postures.ts';
import { DOCUMENTS } from './documents.ts';

const PATHS = DOCUMENTS.map(({ definition }) => definition.path);
const artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
let journal: DiskJournal;
let server: Server;
let base = '';
let document: OpenApiDocument;

beforeAll(async () => {
  writeFileSync(join(artifacts, 'deploy_report.md'), '# Deploy report\n');
  journal = await openJournal(folder, () => NOW);
  const console = scratchConsole({
    artifacts,
    journal,
    clock: { now: () => NOW, monotonic: () => performance.now() },
  });
  console.collector.say(calmFacts());
  console.collector.turn();
  server = console.server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  document = openApiSchema.parse(await (await fetch(`${base}/api/v1/openapi.json`)).json());
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await journal.close();
  rmSync(folder, { recursive: true });
  rmSync(artifacts, { recursive: true });
});

test('every document of the API is in it, and nothing else is', () => {
  expect(DOCUMENTS.length).toBeGreaterThan(15);
  expect(Object.keys(document.paths).sort()).toEqual(PATHS.sort());
});

test('no two operations are called the same, and each says what it is', () => {
  const operations = Object.values(document.paths).map(({ get }) => get);
  expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
  expect(operations.filter((o) => o.summary.length < 10)).toEqual([]);
});

test('no operation, parameter or response is without a description', () => {
  const described = Object.values(document.paths).flatMap(({ get }) => [
    get,
    ...get.parameters,
    ...Object.values(get.responses),
  ]);
  expect(described.length).toBeGreaterThan(100);
  expect(described.filter(({ description }) => description.trim().length < 5)).toEqual([]);
});

test('every parameter has an example that it takes', () => {
  for (const { get } of Object.values(document.paths))
    for (const { name, schema, example } of get.parameters)
      expect([name, z.fromJSONSchema(schema).safeParse(example).error]).toEqual([name, undefined]);
});

test('every schema that is referred to is there', () => {
  const named = [...JSON.stringify(document.paths).matchAll(/#\/components\/schemas\/(\w+)/g)];
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, name = '']) => name).filter((name) => !(name in document.components.schemas))).toEqual(
    [],
  );
});

/** A request to each path that gets an answer. */
const ASKED: Readonly<Record<string, string>> = {
  '/api/v1/history': '/api/v1/history?agent=feed&series=heartbeat_age_seconds&points=10',
  '/api/v1/runbooks/{slug}': '/api/v1/runbooks/marketdata_stale',
  '/api/v1/agents/{name}': '/api/v1/agents/feed?refresh=true',
};

/** The schema that the document has for an answer, for a reader who knows nothing but the document. */
function documented(path: string, status: number, type: string): z.ZodType {
  const media = document.paths[path]?.get.responses[status]?.content[type];
  if (media === undefined) throw new Error(`${path} answers ${status} ${type}, which is not documented`);
  const name = /schemas\/(\w+)$/.exec(String(media.schema.$ref))?.[1];
  return z.fromJSONSchema(name === undefined ? media.schema : (document.components.schemas[name] ?? false));
}

async function check(path: string, asked: string): Promise<void> {
  const response = await fetch(base + asked);
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const schema = documented(path, response.status, type);
  const body = type === 'text/event-stream' ? '' : await response.text();
  await response.body?.cancel().catch(() => undefined);
  const value: unknown = /json$/.test(type) ? JSON.parse(body) : body;
  expect(schema.safeParse(value).error).toBe(undefined);
}

describe('what the running server answers is what the document says', () => {
  test.each(PATHS)('%s', (path) => check(path, ASKED[path] ?? path));

  test.each([
    ['/api/v1/agents/{name}', '/api/v1/agents/nobody'],
    ['/api/v1/runbooks/{slug}', '/api/v1/runbooks/nothing'],
    ['/api/v1/posture', '/api/v1/posture?nonsense=1'],
    ['/api/v1/history', '/api/v1/history'],
    ['/api/v1/reports/deploy/latest', '/api/v1/reports/deploy/latest?format=json'],
  ])('%s, refused: %s', (path, asked) => check(path, asked));

  test('the check sees what differs', () => {
    const schema = documented('/api/v1/safety', 200, 'application/json');
    expect(schema.safeParse({ ts: '2026-11-20T15:15:00Z', marketdata: {} }).success).toBe(false);
  });
});

test('a parameter that is given and one that is left out are distinguished', () => {
  const history = document.paths['/api/v1/history']?.get.parameters ?? [];
  expect(history.filter((p) => p.required).map((p) => p.name)).toEqual(['agent', 'series']);
  expect(history.map((p) => p.name)).toContain('points');
});
