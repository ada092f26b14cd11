/** Each document has one place if it is answered: the listener, or a handler under `app` on its own path. */

import { expect, test } from 'vitest';
import { ROUTE_FILES, routeModule } from '#testing/server/route-handlers.ts';
import { publishRuntime } from '../runtime.ts';
import { DOCUMENTS, documentAt } from './documents.ts';

const at = (path: string) => documentAt(new URL(`http://console${path.replaceAll(/[{}]/g, '')}`));
const BY_NEXT = DOCUMENTS.map(({ definition }) => definition.path).filter((path) => !at(path)?.inFront);

test('every document that Next answers has a handler, and every handler is of one', () => {
  expect(BY_NEXT.length).toBeGreaterThan(15);
  expect(ROUTE_FILES.map(({ path }) => path).sort()).toEqual([...BY_NEXT].sort());
});

test.each(ROUTE_FILES)(
  'the handler under $path asks for that document, and takes GET alone',
  async (route) => {
    const asked: string[] = [];
    const answer = async (path: string) => {
      asked.push(path);
      return { status: 418, headers: { 'x-said': 'yes' }, body: 'tea' };
    };
    publishRuntime(Object.assign(Object.create(null), { posture: null, answer }));
    const { GET, ...others } = await routeModule(route.file);
    const answered = await GET(new Request('http://console/any'));
    expect([answered.status, answered.headers.get('x-said'), await answered.text()]).toEqual([
      418,
      'yes',
      'tea',
    ]);
    expect(await (await GET(new Request('http://console/any', { method: 'HEAD' }))).text()).toBe('');
    expect([new Set(asked), others]).toEqual([new Set([route.path]), { dynamic: 'force-dynamic' }]);
  },
);

test.each([
  ['/api/v1/posture', '/api/v1/posture', true],
  ['/api/v1/slo', '/api/v1/slo', false],
  ['/api/v1/runbooks/stale', '/api/v1/runbooks/{slug}', false],
  // Next would refuse the one in words of its own, and drop the parameter of the other.
  ['/api/v1/runbooks/%ff', '/api/v1/runbooks/{slug}', true],
  ['/api/v1/slo?_rsc=1', '/api/v1/slo', true],
] as const)('%s is %s, in front of Next: %s', (path, defined, inFront) => {
  const found = at(path);
  expect([found?.bound.definition.path, found?.inFront]).toEqual([defined, inFront]);
});

test.each(['/api/v1/slo/', '/api/v1/runbooks/a/b', '/api', '/'])('%s is no document', (path) => {
  expect(at(path)).toBe(null);
});
