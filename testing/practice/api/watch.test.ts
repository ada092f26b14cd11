import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
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

const version = (object: Json) => String(at(object, 'metadata', 'resourceVersion'));
const setSwitch = (value: string) =>
  mesh.call(
    'operator',
    'PATCH',
    `${NS}/configmaps/agenttrader-safety`,
    { data: { KILL_SWITCH: value } },
    MERGE,
  );

describe('watches', () => {
  test('without a version begin with everything that is', async () => {
    const events = await mesh.watch(`${APPS}/statefulsets?watch=1`, 2);
    expect(events.map((event) => [at(event, 'type'), at(event, 'object', 'metadata', 'name')])).toEqual([
      ['ADDED', 'gamma-strategy'],
      ['ADDED', 'whale-strategy'],
    ]);
  });

  test('from a version tell what came after it', async () => {
    const from = version((await mesh.get(`${NS}/configmaps`)).body);
    await setSwitch('false');
    await setSwitch('true');
    const events = await mesh.watch(
      `${NS}/configmaps?watch=true&resourceVersion=${from}&fieldSelector=metadata.name%3Dagenttrader-safety`,
      2,
    );
    expect(events.map((event) => [at(event, 'type'), at(event, 'object', 'data', 'KILL_SWITCH')])).toEqual([
      ['MODIFIED', 'false'],
      ['MODIFIED', 'true'],
    ]);
  });

  test('an object that leaves the selection is deleted for the watch, and added when it enters', async () => {
    await mesh.call('operator', 'POST', `${NS}/configmaps`, {
      metadata: { name: 'moving', labels: { side: 'a' } },
    });
    const from = version((await mesh.get(`${NS}/configmaps`)).body);
    const relabel = (side: string) =>
      mesh.call('operator', 'PATCH', `${NS}/configmaps/moving`, { metadata: { labels: { side } } }, MERGE);
    await relabel('b');
    await relabel('a');
    const types = async (side: string) =>
      (
        await mesh.watch(`${NS}/configmaps?watch=1&labelSelector=side%3D${side}&resourceVersion=${from}`, 2)
      ).map((event) => at(event, 'type'));
    expect(await types('a')).toEqual(['DELETED', 'ADDED']);
    expect(await types('b')).toEqual(['ADDED', 'DELETED']);
  });

  test('from a version before the kept window are answered 410 Gone', async () => {
    const [event] = await mesh.watch(`${NS}/pods?watch=1&resourceVersion=1`, 1);
    expect(event).toMatchObject({ type: 'ERROR', object: { kind: 'Status', reason: 'Expired', code: 410 } });
  });

  test('that ask for a streamed list are refused, so that the client lists', async () => {
    const { status } = await mesh.get(`${NS}/pods?watch=1&sendInitialEvents=true&allowWatchBookmarks=true`);
    expect(status).toBe(422);
  });

  test('end when their time is up', async () => {
    const from = version((await mesh.get('/api/v1/nodes')).body);
    expect(await mesh.watch(`/api/v1/nodes?watch=1&timeoutSeconds=1&resourceVersion=${from}`, 1)).toEqual([]);
  });

  test('get bookmarks with the current version when they allow them, though nothing changes', async () => {
    const from = version((await mesh.get('/api/v1/nodes')).body);
    vi.useFakeTimers({ toFake: ['setInterval'] });
    const events = await mesh.openWatch(
      `/api/v1/nodes?watch=1&allowWatchBookmarks=true&resourceVersion=${from}`,
    );
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    const [event] = await events(1);
    expect(event).toMatchObject({ type: 'BOOKMARK', object: { kind: 'Node', apiVersion: 'v1' } });
    expect(Number(at(event, 'object', 'metadata', 'resourceVersion'))).toBeGreaterThanOrEqual(Number(from));
  });

  test('say nothing while a fault silences them', async () => {
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'silent' });
    const events = await mesh.openWatch('/api/v1/nodes?watch=1&timeoutSeconds=1');
    expect(await events(1)).toEqual([]);
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'normal' });
  });

  test('open ones are dropped, or notified that they are gone, when a fault says so', async () => {
    const path = `/api/v1/nodes?watch=1&resourceVersion=${version((await mesh.get('/api/v1/nodes')).body)}`;
    const dropped = await mesh.openWatch(path);
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'drop' });
    await expect(dropped(1)).rejects.toThrow();
    const expired = await mesh.openWatch(path);
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'gone' });
    expect(await expired(1)).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
    await mesh.call('operator', 'POST', '/practice/faults', { watch: 'normal' });
  });
});
