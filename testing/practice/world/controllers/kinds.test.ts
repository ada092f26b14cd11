/** Workloads that are no Deployment, StatefulSet or Job: their pods are made as the real controllers make them. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calmWorld, type TestWorld } from '../../test-world.ts';
import { placeCustom } from '../custom-kind.ts';
import { controlledBy } from '../new-object.ts';
import { place, plainTemplate, replicatedSpec } from '../place.ts';

const namespace = 'trading-floor';
const template = plainTemplate('desk', 'registry.example.com/desk:1');
let here: TestWorld;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 15, 15) });
  here = calmWorld();
});

afterEach(() => {
  here.runner.stop();
  vi.useRealTimers();
});

const owner = (name: string) => here.pods(name)[0]?.metadata.ownerReferences?.[0];
const events = (reason: string) => here.world.store.list('Event').filter((event) => event.reason === reason);

test('a DaemonSet has one pod on each node that it chooses, and moves it to a new template', async () => {
  const set = place(
    here.world,
    'DaemonSet',
    'apps/v1',
    { name: 'desk', namespace },
    { spec: replicatedSpec(template) },
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(here.pods('desk').map((pod) => pod.spec.nodeName)).toEqual(['practice-node-a', 'practice-node-b']);
  expect(owner('desk')).toMatchObject({ kind: 'DaemonSet', controller: true });
  expect(here.world.store.get('DaemonSet', namespace, 'desk')?.status).toMatchObject({
    desiredNumberScheduled: 2,
    numberReady: 2,
  });
  here.world.store.update('DaemonSet', set, (draft) => {
    draft.spec.template.spec.nodeSelector = { 'kubernetes.io/hostname': 'practice-node-a' };
  });
  await vi.advanceTimersByTimeAsync(4000);
  expect(here.pods('desk').map((pod) => pod.spec.nodeSelector)).toHaveLength(1);
});

test('a ReplicationController owns its pods, a Rollout does so through a ReplicaSet', async () => {
  const spec = { replicas: 1, selector: { app: 'desk' }, template };
  place(here.world, 'ReplicationController', 'v1', { name: 'old-desk', namespace }, { spec });
  place(
    here.world,
    'Rollout',
    'argoproj.io/v1alpha1',
    { name: 'new-desk', namespace },
    { spec: replicatedSpec(template) },
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(owner('old-desk')).toMatchObject({ kind: 'ReplicationController', name: 'old-desk' });
  expect(owner('new-desk')).toMatchObject({ kind: 'ReplicaSet' });
  const set = here.world.store.get('ReplicaSet', namespace, owner('new-desk')?.name ?? '');
  expect(set?.metadata.ownerReferences).toMatchObject([{ kind: 'Rollout', name: 'new-desk' }]);
  expect(here.world.store.get('Rollout', namespace, 'new-desk')?.status).toMatchObject({
    observedGeneration: '1',
    readyReplicas: 1,
  });
});

test('a ScaledJob makes a Job for each message, as many at once as it may', async () => {
  const annotations = { 'practice/messages': '3' };
  const spec = { jobTargetRef: { template }, maxReplicaCount: 2 };
  const scaled = place(
    here.world,
    'ScaledJob',
    'keda.sh/v1alpha1',
    { name: 'desk', namespace, annotations },
    { spec },
  );
  const made = () =>
    here.world.store
      .list('Job')
      .filter((job) => job.metadata.ownerReferences?.[0]?.uid === scaled.metadata.uid);
  await vi.advanceTimersByTimeAsync(500);
  expect(made()).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(6000);
  expect(made().map((job) => job.status.succeeded)).toEqual([1, 1, 1]);
});

test('a resource of an operator owns a Deployment, and both go with the definition of its kind', async () => {
  const custom = placeCustom(here.world, 'desk.example', 'Pricer', { name: 'desk', namespace });
  const ownerReferences = controlledBy(custom);
  place(
    here.world,
    'Deployment',
    'apps/v1',
    { name: 'desk', namespace, ownerReferences },
    { spec: replicatedSpec(template) },
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(here.pods('desk')).toHaveLength(1);
  const [definition] = here.world.store.list('CustomResourceDefinition');
  if (definition !== undefined) here.world.store.remove('CustomResourceDefinition', definition);
  await vi.advanceTimersByTimeAsync(3000);
  expect([here.world.store.list('CustomResource'), here.pods('desk')]).toEqual([[], []]);
});

test('a quota refuses a pod: one is wanted, none is there, and it is said once', async () => {
  const hard = { 'requests.memory': '1Mi' };
  place(here.world, 'ResourceQuota', 'v1', { name: 'tight', namespace }, { spec: { hard } });
  here.scale('execution-agent', 1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(here.pods('execution-agent')).toEqual([]);
  expect(events('FailedCreate')).toMatchObject([
    {
      count: 1,
      message: expect.stringMatching(/^Error creating: pods .* is forbidden: exceeded quota: tight/),
    },
  ]);
  expect(here.world.store.list('ResourceQuota')[0]?.status.used).not.toEqual({});
});

test('a static pod that is deleted comes back, and goes with its manifest', async () => {
  here.world.manifests = [{ node: 'practice-node-b', namespace, name: 'desk', spec: template.spec }];
  await vi.advanceTimersByTimeAsync(2000);
  expect(owner('desk-practice-node-b')).toMatchObject({ kind: 'Node', name: 'practice-node-b' });
  const [mirror] = here.pods('desk-');
  if (mirror !== undefined) here.world.store.remove('Pod', mirror);
  await vi.advanceTimersByTimeAsync(1000);
  expect(here.pods('desk-')).toHaveLength(1);
  here.world.manifests = [];
  await vi.advanceTimersByTimeAsync(4000);
  expect(here.pods('desk-')).toEqual([]);
});

describe('a Deployment that is given another template', () => {
  const images = () =>
    here
      .pods('strategy-engine')
      .map((pod) => pod.spec.containers[0]?.image)
      .sort();
  const update = (type: 'RollingUpdate' | 'Recreate', image: string) =>
    here.world.store.update('Deployment', here.deployment('strategy-engine'), (draft) => {
      draft.spec.strategy = { type };
      for (const container of draft.spec.template.spec.containers) container.image = image;
    });

  test('keeps the old pod while the new one does not get ready', async () => {
    const [before] = images();
    here.world.missingImages.add('missing:1');
    update('RollingUpdate', 'missing:1');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(images()).toEqual(['missing:1', before].sort());
    expect(here.deployment('strategy-engine').status).toMatchObject({ replicas: 2, readyReplicas: 1 });
  });

  test('keeps none when it recreates', async () => {
    here.world.missingImages.add('missing:1');
    update('Recreate', 'missing:1');
    await vi.advanceTimersByTimeAsync(5000);
    expect(images()).toEqual(['missing:1']);
  });

  test('never has fewer ready than it may', async () => {
    here.scale('strategy-engine', 4);
    await vi.advanceTimersByTimeAsync(2000);
    const ready: number[] = [];
    here.world.store.subscribe(() =>
      ready.push(here.deployment('strategy-engine').status.readyReplicas ?? 0),
    );
    update('RollingUpdate', 'present:2');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(Math.min(...ready)).toBeGreaterThanOrEqual(3);
    expect(images()).toEqual(Array.from({ length: 4 }, () => 'present:2'));
  });
});
