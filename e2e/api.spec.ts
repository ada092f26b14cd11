/** Every document through the real listener and the real build: strict about its query, the same by HEAD, never cached. */

import { z } from 'zod';
import { problemSchema } from '#lib/documents/problem.ts';
import { DOCUMENTS, documentAt } from '../server/http/documents.ts';
import { expect, test } from './pane.ts';

/** A request to each path that gets an answer. */
const ASKED: Readonly<Record<string, string>> = {
  '/api/v1/history': '/api/v1/history?agent=marketdata-mcp-server&series=heartbeat_age_seconds',
  '/api/v1/runbooks/{slug}': '/api/v1/runbooks/marketdata_stale',
  '/api/v1/agents/{name}': '/api/v1/agents/strategy-engine?refresh=true',
};
/** Inputs of a stream, a zip and a seal are missing; no report was written. */
const ELSEWHERE = ['/api/v1/stream', '/api/v1/incident.zip', '/api/v1/seal', '/api/v1/reports/deploy/latest'];

for (const { definition } of DOCUMENTS.filter((bound) => !ELSEWHERE.includes(bound.definition.path))) {
  const { path, body } = definition;
  const asked = ASKED[path] ?? path;
  test(`GET and HEAD ${path}`, async ({ console }) => {
    const got = await fetch(console.url + asked);
    const head = await fetch(console.url + asked, { method: 'HEAD' });
    expect([got.status, head.status, await head.text()]).toEqual([200, 200, '']);
    for (const { headers } of [got, head]) {
      expect(headers.get('content-type')).toContain(body.kind === 'json' ? 'application/json' : body.type);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('set-cookie')).toBe(null);
    }
    const text = await got.text();
    if (body.kind === 'json') z.looseObject({}).parse(body.schema.parse(JSON.parse(text)));
  });
}

for (const { definition } of DOCUMENTS)
  test(`${definition.path} refuses what its query does not know`, async ({ console }) => {
    const path = (ASKED[definition.path] ?? definition.path).replace(/\?.*/, '');
    for (const unknown of ['nonsense', '_rsc', 'nxtPslug', 'nxtIslug']) {
      const answer = await fetch(`${console.url}${path}?${unknown}=1`);
      const problem = problemSchema.parse(await answer.json());
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
      expect(problem.errors?.map(({ parameter }) => parameter)).toContain(unknown);
    }
  });

test('a missing path is a problem document, from either server', async ({ console }) => {
  for (const path of [
    '/api/nowhere',
    '/api/v1/slo/',
    '/api/v1/runbooks/nothing',
    '/api/v1/runbooks/..%2Fsecret',
    '/api/v1/runbooks/%ff',
    '/api/v1/agents/nobody',
    '/api/v1/history?agent=nobody&series=up',
  ]) {
    const answer = await fetch(console.url + path);
    expect([path, answer.status]).toEqual([path, 404]);
    problemSchema.parse(await answer.json());
  }
});

test('the listener answers itself only what its table says', () => {
  const own = DOCUMENTS.map(({ definition }) => definition.path).filter(
    (path) => documentAt(new URL(`http://console${path.replaceAll(/[{}]/g, '')}`))?.inFront,
  );
  expect(own.sort()).toEqual([
    '/api/v1/incident.zip',
    '/api/v1/posture',
    '/api/v1/stream',
    '/healthz',
    '/ops/metrics',
    '/readyz',
  ]);
});
