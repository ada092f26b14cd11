/** A node whose kubelet is silent: what the API server still says of its pods, and what they do. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calm } from '../../drills/calm.ts';
import { calmWorld, type TestWorld } from '../../test-world.ts';
import { terminate } from './pods-of.ts';

let here: TestWorld;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 15, 15) });
  here = calmWorld();
});

afterEach(() => {
  here.runner.stop();
  vi.useRealTimers();
});

const gamma = () => here.pods('gamma-strategy')[0];
const nodeOf = () => gamma()?.spec.nodeName ?? '';
const node = (name: string) => here.world.store.get('Node', undefined, name);
const ready = (name: string) => node(name)?.status.conditions.find(({ type }) => type === 'Ready')?.status;

/** The node of gamma-strategy goes silent and its pods are evicted. */
async function silence() {
  const name = nodeOf();
  here.world.silentNodes.set(name, here.world.now());
  await vi.advanceTimersByTimeAsync(8000);
  return name;
}

/** gamma-strategy's pod is deleted by force. */
function force() {
  const pod = gamma();
  if (pod !== undefined) terminate(here.world, pod, 0);
}

test('is Unknown and tainted; its pods keep their last status and stay Terminating', async () => {
  const name = await silence();
  expect(ready(name)).toBe('Unknown');
  expect(node(name)?.spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
    'node.kubernetes.io/unreachable:NoSchedule',
    'node.kubernetes.io/unreachable:NoExecute',
  ]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(gamma()?.metadata.deletionTimestamp).toBeDefined();
  expect(gamma()?.status.phase).toBe('Running');
  expect(gamma()?.status.containerStatuses[0]?.state?.running).toBeDefined();
});

test('a pod that is deleted by force is gone, its process is not, and another one is started', async () => {
  const name = await silence();
  const before = gamma()?.metadata.uid;
  force();
  await vi.advanceTimersByTimeAsync(2000);
  expect([...here.world.orphans.keys()]).toEqual([before]);
  expect(gamma()?.metadata.uid).not.toBe(before);
  expect(nodeOf()).not.toBe(name);
});

test('comes back: what the API server no longer has is ended, and it is Ready since then', async () => {
  const name = await silence();
  force();
  here.world.silentNodes.delete(name);
  await vi.advanceTimersByTimeAsync(3000);
  expect([ready(name), node(name)?.spec.taints, here.world.orphans.size]).toEqual(['True', undefined, 0]);
  const since = node(name)?.status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  expect(Date.parse(since ?? '')).toBeGreaterThan(Date.UTC(2026, 10, 20, 15, 15, 7));
});

test('whose object is deleted takes its pods’ objects along, and no process', async () => {
  const found = node(await silence());
  if (found !== undefined) here.world.store.remove('Node', found);
  const before = gamma()?.metadata.uid ?? '';
  await vi.advanceTimersByTimeAsync(500);
  expect(gamma()?.metadata.uid).not.toBe(before);
  expect(here.world.orphans.has(before)).toBe(true);
});

test('that is declared out of service lets its pods go, and nothing runs on', async () => {
  const found = node(await silence());
  const before = gamma()?.metadata.uid;
  if (found !== undefined)
    here.world.store.update('Node', found, (draft) => {
      draft.spec.taints?.push({ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' });
    });
  await vi.advanceTimersByTimeAsync(500);
  expect(gamma()?.metadata.uid).not.toBe(before);
  expect(here.world.orphans.size).toBe(0);
});

test('a drill that ends settles what runs on: its node is out of service for a while', async () => {
  const name = await silence();
  force();
  await vi.advanceTimersByTimeAsync(500);
  here.begin(calm);
  expect(node(name)?.spec.taints?.map(({ key }) => key)).toEqual(['node.kubernetes.io/out-of-service']);
  await vi.advanceTimersByTimeAsync(3000);
  expect([ready(name), node(name)?.spec.taints]).toEqual(['True', undefined]);
});

test('a pod that ends well tells the end of its containers before it goes', async () => {
  const last: unknown[] = [];
  here.world.store.subscribe((kind, { type, object }) => {
    if (kind === 'Pod' && type !== 'ADDED') last.push([type, 'status' in object ? object.status : undefined]);
  });
  here.scale('strategy-engine', 0);
  await vi.advanceTimersByTimeAsync(3000);
  const ended = { phase: 'Succeeded', containerStatuses: [{ state: { terminated: { exitCode: 0 } } }] };
  expect(last.slice(-2)).toMatchObject([
    ['MODIFIED', ended],
    ['DELETED', ended],
  ]);
});
