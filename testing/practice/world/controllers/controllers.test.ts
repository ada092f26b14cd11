import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calmWorld, type TestWorld } from '../../test-world.ts';
import { parseObject } from '../kinds.ts';
import { newMetadata } from '../new-object.ts';
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

describe('a Deployment', () => {
  test('scaled up makes a pod that goes Pending, ContainerCreating, Running, Ready', async () => {
    here.scale('execution-agent', 1);
    await vi.advanceTimersByTimeAsync(1);
    const stages = [];
    for (const ms of [0, 300, 300]) {
      await vi.advanceTimersByTimeAsync(ms);
      const { phase, containerStatuses } = here.pods('execution-agent')[0]?.status ?? {};
      const first = containerStatuses?.[0];
      stages.push([phase, first?.state?.waiting?.reason ?? 'runs', first?.ready]);
    }
    expect(stages).toEqual([
      ['Pending', 'ContainerCreating', false],
      ['Running', 'runs', false],
      ['Running', 'runs', true],
    ]);
    expect(here.deployment('execution-agent').status).toMatchObject({ replicas: 1, readyReplicas: 1 });
  });

  test('owns its pod through a ReplicaSet with the hash of its template', async () => {
    const [pod] = here.pods('marketdata-mcp-server');
    const hash = pod?.metadata.labels?.['pod-template-hash'];
    const set = here.world.store.get('ReplicaSet', 'trading-floor', `marketdata-mcp-server-${hash}`);
    expect(pod?.metadata.ownerReferences).toMatchObject([
      { kind: 'ReplicaSet', uid: set?.metadata.uid, controller: true },
    ]);
    expect(set?.metadata.ownerReferences).toMatchObject([
      { kind: 'Deployment', name: 'marketdata-mcp-server' },
    ]);
  });

  test('scaled down ends its pod through Terminating', async () => {
    here.scale('strategy-engine', 0);
    await vi.advanceTimersByTimeAsync(10);
    expect(here.pods('strategy-engine')[0]?.metadata.deletionTimestamp).toBeDefined();
    expect(here.deployment('strategy-engine').status.replicas).toBe(0);
    await vi.advanceTimersByTimeAsync(2100);
    expect(here.pods('strategy-engine')).toEqual([]);
  });

  test('tells the end of a pod’s containers before the pod is gone, as a kubelet does', async () => {
    const told: unknown[] = [];
    here.world.store.subscribe((_kind, { type, object }) => {
      if (object.kind === 'Pod') told.push([type, parseObject('Pod', object).status.containerStatuses]);
    });
    here.scale('strategy-engine', 0);
    await vi.advanceTimersByTimeAsync(2110);
    const ended = [
      expect.objectContaining({ state: { terminated: expect.objectContaining({ exitCode: 0 }) } }),
    ];
    expect(told.slice(-2)).toEqual([
      ['MODIFIED', ended],
      ['DELETED', ended],
    ]);
  });

  test('with a new image moves its pods to a new ReplicaSet', async () => {
    const [before] = here.pods('strategy-engine');
    here.world.store.update('Deployment', here.deployment('strategy-engine'), (draft) => {
      for (const container of draft.spec.template.spec.containers) container.image = 'registry.invalid/x:2';
    });
    await vi.advanceTimersByTimeAsync(3000);
    const [after, ...others] = here.pods('strategy-engine');
    expect(others).toEqual([]);
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
    expect(after?.spec.containers[0]?.image).toBe('registry.invalid/x:2');
  });

  test('that is deleted takes its ReplicaSets and pods with it', async () => {
    here.world.store.remove('Deployment', here.deployment('strategy-engine'));
    await vi.advanceTimersByTimeAsync(2500);
    expect(here.pods('strategy-engine')).toEqual([]);
    expect(
      here.world.store.list('ReplicaSet').some((s) => s.metadata.name.startsWith('strategy-engine')),
    ).toBe(false);
  });

  test('reports the generation that it has seen to', async () => {
    here.world.store.update('Deployment', here.deployment('strategy-engine'), (draft) => {
      draft.metadata.generation = 7;
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(here.deployment('strategy-engine').status.observedGeneration).toBe(7);
  });
});

test('a StatefulSet pod that is deleted comes back under its name, as another', async () => {
  const [before] = here.pods('gamma-strategy');
  if (before !== undefined) terminate(here.world, before);
  await vi.advanceTimersByTimeAsync(3000);
  const [after] = here.pods('gamma-strategy');
  expect(after?.metadata.name).toBe('gamma-strategy-0');
  expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
  expect(here.world.store.get('StatefulSet', 'trading-floor', 'gamma-strategy')?.status.readyReplicas).toBe(
    1,
  );
});

describe('each minute ops-heartbeat-writer', () => {
  const jobs = () =>
    here.world.store.list('Job').filter((job) => job.metadata.name.startsWith('ops-heartbeat'));

  test('runs a Job with one pod to completion', async () => {
    await vi.advanceTimersByTimeAsync(61_000);
    const newest = jobs().at(-1);
    expect(newest?.metadata.creationTimestamp).toBe('2026-11-20T15:16:00Z');
    await vi.advanceTimersByTimeAsync(3000);
    expect(jobs().at(-1)?.status).toMatchObject({ succeeded: 1, completionTime: expect.any(String) });
    expect(here.pods('ops-heartbeat').at(-1)?.status.phase).toBe('Succeeded');
  });

  test('keeps the last three Jobs and says when it last ran', async () => {
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 5000);
    expect(jobs()).toHaveLength(3);
    const cronJob = here.world.store.get('CronJob', 'trading-floor', 'ops-heartbeat-writer');
    expect(cronJob?.status.lastScheduleTime).toBe('2026-11-20T15:20:00Z');
  });

  test('writes the heartbeat of ops-cron; services that are off write none', async () => {
    await vi.advanceTimersByTimeAsync(61_000);
    const seen = (service: string) =>
      here.world.store.get('ConfigMap', 'trading-floor', `agenttrader-heartbeat-${service}`)?.data?.last_seen;
    expect(seen('ops-cron')).toMatch(/^2026-11-20T15:16:0/);
    expect(seen('execution-engine')).toBe('');
    expect(Date.parse(seen('marketdata-mcp-server') ?? '')).toBeGreaterThan(
      Date.UTC(2026, 10, 20, 15, 15, 50),
    );
  });
});

describe('a pod', () => {
  const pod = (memory: string) =>
    parseObject('Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: newMetadata({ name: 'bare', namespace: 'trading-floor' }, here.world.clock.stamp()),
      spec: {
        restartPolicy: 'Always',
        containers: [{ name: 'c', image: 'x:1', resources: { requests: { memory } } }],
      },
    });

  test('that asks for more than any node has stays Pending, with the scheduler’s reason', async () => {
    here.world.store.put('Pod', pod('64Gi'));
    await vi.advanceTimersByTimeAsync(2000);
    const [bare] = here.pods('bare');
    expect(bare?.status).toMatchObject({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', reason: 'Unschedulable' }],
    });
    expect(
      here.world.store.list('Event').some((e) => e.reason === 'FailedScheduling' && e.type === 'Warning'),
    ).toBe(true);
  });

  test('whose status a client wrote is left alone by the kubelet', async () => {
    const bare = here.world.store.put('Pod', pod('1Mi'));
    here.world.pinned.add(bare.metadata.uid);
    here.world.store.update('Pod', bare, (draft) => {
      draft.status = { ...draft.status, phase: 'Unknown' };
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(here.pods('bare')[0]?.status.phase).toBe('Unknown');
  });
});

test('a namespace that is deleted takes everything in it along', async () => {
  const namespace = here.world.store.get('Namespace', undefined, 'agenttrader');
  if (namespace !== undefined)
    here.world.store.update('Namespace', namespace, (draft) => {
      draft.metadata.deletionTimestamp = here.world.clock.stamp();
    });
  await vi.advanceTimersByTimeAsync(10);
  expect(here.world.store.get('Namespace', undefined, 'agenttrader')).toBeUndefined();
  expect(here.world.store.list('Deployment', 'agenttrader')).toEqual([]);
});

test('market data that goes stale is not ready, and ready again when ticks flow', async () => {
  here.world.agents.marketdata.stopTicks(61);
  await vi.advanceTimersByTimeAsync(1000);
  const ready = () => here.pods('marketdata')[0]?.status.containerStatuses[0]?.ready;
  expect(ready()).toBe(false);
  here.world.agents.marketdata.reset();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ready()).toBe(true);
});

test('a calm world changes nothing but heartbeats', async () => {
  const changed = new Set<string>();
  await vi.advanceTimersByTimeAsync(2000);
  here.world.store.subscribe((kind, change) => changed.add(`${kind}/${change.object.metadata.name}`));
  await vi.advanceTimersByTimeAsync(40_000);
  expect([...changed].sort()).toEqual([
    'ConfigMap/agenttrader-heartbeat-marketdata-mcp-server',
    'ConfigMap/agenttrader-heartbeat-strategy-engine',
  ]);
});

describe('a pod of another scheduler', () => {
  const strange = () =>
    here.world.store.update('Deployment', here.deployment('execution-agent'), (draft) => {
      draft.spec.replicas = 1;
      draft.spec.template.spec.schedulerName = 'nobody';
    });

  test('is left alone: no node, and nothing is said of why', async () => {
    strange();
    await vi.advanceTimersByTimeAsync(1000);
    const [pod] = here.pods('execution-agent');
    expect(pod?.spec.nodeName).toBeUndefined();
    expect(pod?.status).toMatchObject({ phase: 'Pending', conditions: [] });
  });

  test('goes at once when it is deleted, but for a finalizer, which holds its namespace too', async () => {
    strange();
    await vi.advanceTimersByTimeAsync(10);
    const [pod] = here.pods('execution-agent');
    if (pod === undefined) throw new Error('no pod');
    const held = (finalizers: string[]) => {
      const [now] = here.pods('execution-agent');
      if (now !== undefined)
        here.world.store.update('Pod', now, (draft) => {
          draft.metadata.finalizers = finalizers;
        });
    };
    held(['example.com/held']);
    here.scale('execution-agent', 0);
    const namespace = here.world.store.get('Namespace', undefined, 'trading-floor');
    if (namespace === undefined) throw new Error('no namespace');
    here.world.store.update('Namespace', namespace, (draft) => {
      draft.metadata.deletionTimestamp = here.world.clock.stamp();
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(here.pods('execution-agent')[0]?.metadata).toMatchObject({ uid: pod.metadata.uid });
    expect(here.pods('execution-agent')[0]?.metadata.deletionTimestamp).toBeDefined();
    expect(here.world.store.get('Namespace', undefined, 'trading-floor')).toBeDefined();
    held([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(here.pods('execution-agent')).toEqual([]);
    expect(here.world.store.get('Namespace', undefined, 'trading-floor')).toBeUndefined();
  });
});
