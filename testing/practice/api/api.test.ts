import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, startTestMesh, type TestMesh } from '../test-mesh.ts';
import type { Json } from '../world/json.ts';

const NS = '/api/v1/namespaces/trading-floor';
const APPS = '/apis/apps/v1/namespaces/trading-floor';
const MERGE = 'application/merge-patch+json';
let mesh: TestMesh;

beforeAll(async () => {
  mesh = await startTestMesh();
});

afterAll(() => mesh.close());

const names = (list: Json) => {
  const items = at(list, 'items');
  return Array.isArray(items) ? items.map((item) => at(item, 'metadata', 'name')) : [];
};
const version = (object: Json) => String(at(object, 'metadata', 'resourceVersion'));
const setSwitch = (value: string) =>
  mesh.call(
    'operator',
    'PATCH',
    `${NS}/configmaps/agenttrader-safety`,
    { data: { KILL_SWITCH: value } },
    MERGE,
  );

describe('who may do what', () => {
  test('without a token, or with an unknown one, everything is 401', async () => {
    const attempts: Record<string, string>[] = [{}, { authorization: 'Bearer nope' }];
    for (const headers of attempts) {
      for (const path of ['/api/v1/pods', '/version', '/practice/state', '/nope']) {
        const response = await fetch(`${mesh.document.apiUrl}${path}`, { headers });
        expect([path, response.status]).toEqual([path, 401]);
        expect(await response.json()).toMatchObject({ kind: 'Status', reason: 'Unauthorized', code: 401 });
      }
    }
  });

  test.each([
    ['PATCH', `${APPS}/deployments/execution-agent/scale`],
    ['PATCH', `${NS}/configmaps/agenttrader-kill-switch`],
    ['PUT', `${NS}/configmaps/agenttrader-kill-switch`],
    ['POST', `${NS}/configmaps`],
    ['DELETE', `${NS}/pods/gamma-strategy-0`],
    ['DELETE', `${NS}/pods`],
    ['POST', `${NS}/pods/gamma-strategy-0/proxy/health`],
    ['GET', `${NS}/secrets`],
    ['GET', `${NS}/secrets/alpaca-creds`],
    ['GET', `${NS}/pods/gamma-strategy-0/exec`],
    ['POST', '/practice/drill'],
    ['POST', '/practice/faults'],
  ])('the viewer is forbidden %s %s', async (method, path) => {
    const { status, body } = await mesh.call(
      'viewer',
      method,
      path,
      method === 'GET' ? undefined : {},
      MERGE,
    );
    expect(status).toBe(403);
    expect(body).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403 });
  });

  test('the operator sees the one Secret, which holds nothing that is secret', async () => {
    const word = Buffer.from('practice').toString('base64');
    expect(await mesh.call('operator', 'GET', `${NS}/secrets`)).toMatchObject({
      status: 200,
      body: {
        kind: 'SecretList',
        items: [{ metadata: { name: 'alpaca-creds' }, data: { 'key-id': word, 'secret-key': word } }],
      },
    });
  });

  test('what was taken from the viewer’s role is forbidden to it, and only that, until it is given back', async () => {
    const statusOf = async (resource: string) =>
      (await mesh.call('viewer', 'GET', `/apis/apps/v1/namespaces/trading-floor/${resource}`)).status;
    mesh.world.forbidden.add('deployments');
    expect([await statusOf('deployments'), await statusOf('statefulsets')]).toEqual([403, 200]);
    mesh.world.forbidden.clear();
    expect(await statusOf('deployments')).toBe(200);
  });

  test.each([
    ['viewer', 'get', 'pods', true],
    ['viewer', 'patch', 'deployments', false],
    ['viewer', 'get', 'secrets', false],
    ['operator', 'delete', 'pods', true],
  ] as const)('an access review says that the %s may %s %s: %s', async (role, verb, resource, allowed) => {
    const spec = { resourceAttributes: { verb, resource, namespace: 'trading-floor' } };
    const review = await mesh.call(role, 'POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      spec,
    });
    expect(review).toMatchObject({ status: 201, body: { status: { allowed } } });
  });

  test('a rules review of the viewer names no verb that writes', async () => {
    const { body } = await mesh.call(
      'viewer',
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      { spec: { namespace: 'trading-floor' } },
    );
    const rules = at(body, 'status', 'resourceRules');
    const own = ['["authorization.k8s.io"]', '["authentication.k8s.io"]'];
    const verbs = Array.isArray(rules)
      ? rules
          .filter((rule) => !own.includes(JSON.stringify(at(rule, 'apiGroups'))))
          .flatMap((rule) => at(rule, 'verbs'))
      : [];
    expect([...new Set(verbs)].sort()).toEqual(['get', 'list', 'watch']);
    expect(at(body, 'status', 'incomplete')).toBe(false);
    expect(at(body, 'spec')).toEqual({});
  });

  test('a rules review of the operator holds everything', async () => {
    const { body, status } = await mesh.call(
      'operator',
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      { spec: { namespace: 'trading-floor' } },
    );
    expect(status).toBe(201);
    expect(at(body, 'status', 'resourceRules')).toContainEqual({
      verbs: ['*'],
      apiGroups: ['*'],
      resources: ['*'],
    });
  });

  test.each([{}, { spec: {} }, { spec: { namespace: '' } }])(
    'a rules review of %j names no namespace',
    async (body) => {
      const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
      expect(await mesh.call('viewer', 'POST', path, body)).toMatchObject({
        status: 400,
        body: { kind: 'Status', message: 'no namespace on request' },
      });
    },
  );
});

describe('discovery', () => {
  test('the version names the practice mesh in its build metadata', async () => {
    expect(at((await mesh.get('/version')).body, 'gitVersion')).toMatch(/^v1\.\d+\.\d+\+practice$/);
  });

  test('every resource that discovery names can be listed', async () => {
    const groups = ['/api/v1', '/apis/apps/v1', '/apis/batch/v1', '/apis/autoscaling/v2'];
    for (const group of groups) {
      const { body } = await mesh.get(group);
      const resources = at(body, 'resources');
      if (!Array.isArray(resources)) throw new Error(`${group} lists no resources`);
      for (const name of resources
        .map((resource) => String(at(resource, 'name')))
        .filter((name) => !name.includes('/'))) {
        const list = await mesh.call('operator', 'GET', `${group}/${name}`);
        expect([name, list.status, version(list.body)]).toEqual([name, 200, expect.stringMatching(/^\d+$/)]);
      }
    }
  });

  test.each([
    '/nope',
    '/api/v2',
    '/apis/nope.io/v1',
    '/api/v1/nopes',
    '/apis/batch/v1beta1/cronjobs',
    '/openapi/v2',
  ])('%s is a 404 Status', async (path) => {
    expect(await mesh.get(path)).toMatchObject({ status: 404, body: { kind: 'Status', reason: 'NotFound' } });
  });

  test.each(['/healthz', '/readyz', '/livez'])('%s answers without a token', async (path) => {
    expect(await (await fetch(`${mesh.document.apiUrl}${path}`)).text()).toBe('ok');
  });
});

describe('lists', () => {
  test('pages hold everything once, all from one moment', async () => {
    const whole = names((await mesh.get('/api/v1/configmaps')).body);
    const paged: unknown[] = [];
    const versions = new Set<string>();
    let token = '';
    do {
      const { body } = await mesh.get(`/api/v1/configmaps?limit=3&continue=${token}`);
      paged.push(...names(body));
      versions.add(version(body));
      await setSwitch(`x${paged.length}`);
      token = String(at(body, 'metadata', 'continue') ?? '');
    } while (token !== '');
    expect(paged).toEqual(whole);
    expect(versions.size).toBe(1);
  });

  test('a page tells how many items are left', async () => {
    const total = names((await mesh.get(`${NS}/configmaps`)).body).length;
    const { body } = await mesh.get(`${NS}/configmaps?limit=2`);
    expect(at(body, 'metadata', 'remainingItemCount')).toBe(total - 2);
  });

  test('a continue token that is forgotten is 410, as is one that never was', async () => {
    const { body } = await mesh.get(`${NS}/configmaps?limit=1`);
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'gone' });
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'normal' });
    for (const token of [String(at(body, 'metadata', 'continue')), 'bm9wZQ'])
      expect(await mesh.get(`${NS}/configmaps?limit=1&continue=${token}`)).toMatchObject({
        status: 410,
        body: { reason: 'Expired' },
      });
  });

  test('selectors choose', async () => {
    expect(names((await mesh.get('/api/v1/pods?labelSelector=strategy%20in%20(gamma,whale)')).body)).toEqual([
      'gamma-strategy-0',
      'whale-strategy-0',
    ]);
    expect(
      names((await mesh.get(`${NS}/configmaps?fieldSelector=metadata.name%3Dagenttrader-safety`)).body),
    ).toEqual(['agenttrader-safety']);
    expect((await mesh.get('/api/v1/pods?fieldSelector=nope%3D1')).status).toBe(400);
  });
});

describe('writes', () => {
  test('a replace with an old version is a conflict', async () => {
    const { body } = await mesh.get(`${NS}/configmaps/agenttrader-safety`);
    await setSwitch('later');
    const stale = await mesh.call('operator', 'PUT', `${NS}/configmaps/agenttrader-safety`, body);
    expect(stale).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
    await setSwitch('true');
  });

  test('creating twice, in no namespace, without a name, or as something else is refused', async () => {
    const make = (path: string, body: Json) => mesh.call('operator', 'POST', path, body);
    expect((await make(`${NS}/configmaps`, { metadata: { name: 'agenttrader-safety' } })).status).toBe(409);
    expect((await make('/api/v1/namespaces/nowhere/configmaps', { metadata: { name: 'x' } })).status).toBe(
      404,
    );
    expect((await make(`${NS}/configmaps`, {})).status).toBe(422);
    expect((await make(`${NS}/configmaps`, { kind: 'Secret', metadata: { name: 'x' } })).status).toBe(400);
    expect((await make(`${NS}/pods`, { metadata: { name: 'x' }, spec: {} })).status).toBe(422);
  });

  test('a spec change raises the generation, a status write does not and is kept', async () => {
    const pod = { metadata: { name: 'bare' }, spec: { containers: [{ name: 'c', image: 'x:1' }] } };
    expect((await mesh.call('operator', 'POST', `${NS}/pods`, pod)).status).toBe(201);
    const status = { phase: 'Failed', reason: 'Evicted' };
    await mesh.call('operator', 'PATCH', `${NS}/pods/bare/status`, { status }, MERGE);
    mesh.runner.second();
    expect((await mesh.get(`${NS}/pods/bare`)).body).toMatchObject({ status });
    await mesh.call('operator', 'DELETE', `${NS}/pods/bare?gracePeriodSeconds=0`);
    expect((await mesh.get(`${NS}/pods/bare`)).status).toBe(404);
  });

  test('a scale is read, replaced and patched', async () => {
    const path = `${APPS}/deployments/mission-control/scale`;
    const { body } = await mesh.get(path);
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 0 } });
    const wanted = { ...(typeof body === 'object' ? body : {}), spec: { replicas: 2 } };
    expect((await mesh.call('operator', 'PUT', path, wanted)).body).toMatchObject({ spec: { replicas: 2 } });
    expect((await mesh.call('operator', 'PUT', path, wanted)).status).toBe(409);
    expect((await mesh.call('operator', 'PATCH', path, { spec: { replicas: -1 } }, MERGE)).status).toBe(422);
    expect((await mesh.call('operator', 'PATCH', path, { spec: { replicas: 0 } }, MERGE)).body).toMatchObject(
      { spec: { replicas: 0 } },
    );
  });

  test('a body over the limit, or that is not JSON, is refused', async () => {
    const huge = { data: { x: 'x'.repeat(1_100_000) } };
    expect(
      (await mesh.call('operator', 'PATCH', `${NS}/configmaps/agenttrader-safety`, huge, MERGE)).status,
    ).toBe(413);
    const response = await fetch(`${mesh.document.apiUrl}${NS}/configmaps`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mesh.stateDir.identity().operator}` },
      body: '{',
    });
    expect(response.status).toBe(400);
  });

  test('a dry run is refused rather than done', async () => {
    const path = `${APPS}/deployments/execution-agent/scale?dryRun=All`;
    expect((await mesh.call('operator', 'PATCH', path, { spec: { replicas: 1 } }, MERGE)).status).toBe(400);
    expect((await mesh.get(path)).body).toMatchObject({ spec: { replicas: 0 } });
  });
});
