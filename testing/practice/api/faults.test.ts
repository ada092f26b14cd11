/** Faults of one pod and of a node, custom kinds and quotas over HTTP: what kubectl does not show. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, startTestMesh, type TestMesh } from '../test-mesh.ts';
import { place, plainTemplate } from '../world/place.ts';

const NS = '/api/v1/namespaces/trading-floor';
const SCALE = '/apis/apps/v1/namespaces/trading-floor/deployments/execution-agent/scale';
const MERGE = 'application/merge-patch+json';
let mesh: TestMesh;

beforeAll(async () => {
  mesh = await startTestMesh();
});

afterAll(() => mesh.close());

const fault = (body: object) => mesh.call('operator', 'POST', '/practice/faults', body);
const executors = () =>
  mesh.world.store
    .list('Pod', 'trading-floor')
    .filter((pod) => pod.metadata.labels?.app === 'execution-agent');
const halted = async (path: string) => {
  const key = mesh.stateDir.identity();
  const headers = { authorization: `Bearer ${key.operator}`, 'x-exec-agent-key': key.executionKey };
  const response = await fetch(`${mesh.document.apiUrl}${path}`, { headers });
  return at(await response.json(), 'kill_switch_enabled');
};
const state = (pod: string) => halted(`${NS}/pods/${pod}:8080/proxy/state`);

test('one of two pods answers otherwise; on a silent node it answers on when its object is gone', async () => {
  await mesh.call('operator', 'PATCH', SCALE, { spec: { replicas: 2 } }, MERGE);
  await expect.poll(() => executors().filter(({ status }) => status.phase === 'Running').length).toBe(2);
  const [one, two] = executors();
  const [lying = '', honest = ''] = [one?.metadata.name, two?.metadata.name];
  expect(await fault({ target: `trading-floor/${lying}`, behaviour: 'not-halted' })).toMatchObject({
    status: 200,
  });
  expect([await state(lying), await state(honest)]).toEqual([false, true]);
  await fault({ node: one?.spec.nodeName ?? '', behaviour: 'silent' });
  await mesh.call('operator', 'DELETE', `${NS}/pods/${lying}?gracePeriodSeconds=0`);
  expect((await mesh.get(`${NS}/pods/${lying}`)).status).toBe(404);
  expect(await halted(`/practice/orphans/trading-floor/${lying}/state`)).toBe(false);
  await mesh.call('operator', 'POST', '/practice/drill', { name: 'calm' });
});

test.each([
  [{ node: 'nope', behaviour: 'silent' }, /no node "nope"/],
  [{ target: 'trading-floor/nope', behaviour: 'hang' }, /no agent "trading-floor\/nope"/],
])('%j is refused', async (body, message) => {
  const { status, body: answer } = await fault(body);
  expect([status, at(answer, 'message')]).toEqual([400, expect.stringMatching(message)]);
});

test('custom resources take no strategic patch', async () => {
  const spec = { jobTargetRef: { template: plainTemplate('x', 'x:1') } };
  place(mesh.world, 'ScaledJob', 'keda.sh/v1alpha1', { name: 'x', namespace: 'default' }, { spec });
  const path = '/apis/keda.sh/v1alpha1/namespaces/default/scaledjobs/x';
  const patch = (type: string) =>
    mesh.call('operator', 'PATCH', path, { spec: { maxReplicaCount: 2 } }, type);
  expect((await patch('application/strategic-merge-patch+json')).status).toBe(415);
  expect((await patch(MERGE)).status).toBe(200);
});

test('a pod beyond a quota is refused, as a person’s too', async () => {
  const metadata = { name: 'none', namespace: 'default' };
  const post = (plural: string, body: object) =>
    mesh.call('operator', 'POST', `/api/v1/namespaces/default/${plural}`, { metadata, ...body });
  await post('resourcequotas', { spec: { hard: { 'count/pods': '0' } } });
  expect(await post('pods', { spec: { containers: [{ name: 'c', image: 'x:1' }] } })).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('exceeded quota: none') },
  });
});
