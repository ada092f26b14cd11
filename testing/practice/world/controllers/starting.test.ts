/** Inputs of a pod's start: ConfigMaps, Secrets, and the environment that stays as it was. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calmWorld, type TestWorld } from '../../test-world.ts';
import { setData } from '../config-map.ts';
import type { PodTemplate } from '../kind-parts.ts';
import type { Pod } from '../kinds.ts';
import { loseSwitch } from '../switch-mount.ts';

const SWITCH = 'agenttrader-kill-switch';
let here: TestWorld;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 15, 15) });
  here = calmWorld();
});

afterEach(() => {
  here.runner.stop();
  vi.useRealTimers();
});

function removeObject(kind: 'ConfigMap' | 'Secret', name: string) {
  const found = here.world.store.get(kind, 'trading-floor', name);
  if (found !== undefined) here.world.store.remove(kind, found);
  return found;
}

/** Changes the executor’s template and scales it up. */
async function startExecutor(change: (spec: PodTemplate['spec']) => void) {
  here.world.store.update('Deployment', here.deployment('execution-agent'), (draft) => {
    change(draft.spec.template.spec);
    draft.spec.replicas = 1;
  });
  await vi.advanceTimersByTimeAsync(2000);
}

const waiting = () => here.pods('execution-agent')[0]?.status.containerStatuses[0]?.state?.waiting;
const running = () =>
  here.pods('execution-agent')[0]?.status.containerStatuses[0]?.state?.running !== undefined;
const told = (reason: string) =>
  here.world.store
    .list('Event')
    .filter((e) => e.reason === reason)
    .map((e) => e.message);

describe('a pod that lacks what it is started with', () => {
  test('a volume’s ConfigMap: ContainerCreating and FailedMount, once, until the map is there', async () => {
    const map = removeObject('ConfigMap', SWITCH);
    await startExecutor(() => {});
    expect([waiting(), running()]).toEqual([{ reason: 'ContainerCreating' }, false]);
    expect(told('FailedMount')).toEqual([
      `MountVolume.SetUp failed for volume "kill-switch" : configmap "${SWITCH}" not found`,
    ]);
    if (map !== undefined) here.world.store.put('ConfigMap', map);
    await vi.advanceTimersByTimeAsync(1000);
    expect(running()).toBe(true);
  });

  test('an optional volume and an optional variable keep nobody waiting', async () => {
    removeObject('ConfigMap', SWITCH);
    await startExecutor((spec) => {
      for (const volume of spec.volumes ?? []) volume.configMap = { name: SWITCH, optional: true };
      for (const { valueFrom } of spec.containers[0]?.env ?? [])
        if (valueFrom?.configMapKeyRef !== undefined) valueFrom.configMapKeyRef.optional = true;
    });
    expect(running()).toBe(true);
  });

  test.each([
    ['ConfigMap', SWITCH, `configmap "${SWITCH}" not found`],
    ['Secret', 'alpaca-creds', 'secret "alpaca-creds" not found'],
  ] as const)('a variable’s %s: CreateContainerConfigError', async (kind, name, message) => {
    removeObject(kind, name);
    await startExecutor((spec) => {
      delete spec.volumes;
      const keyRef = { name: 'alpaca-creds', key: 'key-id' };
      spec.containers[0]?.env?.push({ name: 'ALPACA_API_KEY_ID', valueFrom: { secretKeyRef: keyRef } });
    });
    expect(waiting()).toEqual({ reason: 'CreateContainerConfigError', message });
    expect(told('Failed')).toEqual([`Error: ${message}`]);
  });

  test('a key that the map does not hold, by a variable and by a volume’s item', async () => {
    await startExecutor((spec) => {
      for (const { valueFrom } of spec.containers[0]?.env ?? [])
        if (valueFrom?.configMapKeyRef !== undefined) valueFrom.configMapKeyRef.key = 'HALTED';
    });
    expect(waiting()?.message).toBe(`couldn't find key HALTED in ConfigMap trading-floor/${SWITCH}`);
    here.scale('execution-agent', 0);
    await startExecutor((spec) => {
      for (const volume of spec.volumes ?? [])
        volume.configMap = { name: SWITCH, items: [{ key: 'HALTED', path: 'EXECUTION_HALTED' }] };
    });
    expect(told('FailedMount')[0]).toMatch(/references non-existent config key: HALTED/);
  });

  test('one that runs already goes on without it', async () => {
    removeObject('ConfigMap', SWITCH);
    await vi.advanceTimersByTimeAsync(5000);
    expect(here.pods('gamma-strategy')[0]?.status.phase).toBe('Running');
  });
});

describe('the kill switch as a running program reads it', () => {
  const given = (way: 'env' | 'file', pod: Pod | undefined) =>
    here.world.killSwitch(pod).find((source) => source.way === way)?.text;
  const reads = (pod: Pod | undefined) => given('file', pod);
  const executor = () => here.pods('execution-agent')[0];
  const change = (value: string) =>
    setData(here.world, 'trading-floor', SWITCH, { EXECUTION_HALTED: value }, 'test');

  test('by the mounted file: follows the ConfigMap', async () => {
    await startExecutor(() => {});
    change('0');
    expect(reads(executor())).toBe('0');
  });

  test('by the variable alone: as it was at the start', async () => {
    await startExecutor((spec) => {
      for (const container of spec.containers)
        container.env = container.env?.filter((entry) => entry.name !== 'EXECUTION_HALTED_FILE') ?? [];
    });
    change('0');
    expect([given('env', executor()), reads(executor())]).toEqual(['1', undefined]);
  });

  test.each<[string, (spec: PodTemplate['spec']) => void, string | undefined]>([
    ['no volume behind the path: nothing', (spec) => delete spec.volumes, undefined],
    [
      'an item under another name: nothing',
      (spec) => {
        spec.volumes = [
          {
            name: 'kill-switch',
            configMap: { name: SWITCH, items: [{ key: 'EXECUTION_HALTED', path: 'HALT' }] },
          },
        ];
      },
      undefined,
    ],
    [
      'one key mounted as the file itself',
      (spec) => {
        for (const mount of spec.containers[0]?.volumeMounts ?? []) {
          mount.mountPath = '/etc/agenttrader/kill-switch/EXECUTION_HALTED';
          mount.subPath = 'EXECUTION_HALTED';
        }
      },
      '1',
    ],
    [
      'another volume mounted deeper hides it',
      (spec) => {
        spec.volumes?.push({ name: 'other', configMap: { name: 'agenttrader-safety' } });
        spec.containers[0]?.volumeMounts?.push({
          name: 'other',
          mountPath: '/etc/agenttrader/kill-switch/EXECUTION_HALTED',
          subPath: 'KILL_SWITCH',
        });
      },
      'true',
    ],
  ])('%s', async (_rule, shape, expected) => {
    await startExecutor(shape);
    expect([running(), reads(executor())]).toEqual([true, expected]);
  });

  test('a strategy that cannot read it says that it is not halted', async () => {
    const gamma = here.world.store.get('StatefulSet', 'trading-floor', 'gamma-strategy');
    if (gamma === undefined) throw new Error('no gamma-strategy');
    expect(here.world.ask('gamma-strategy', '/ops/status')?.body).toContain('"kill_switch":true');
    here.world.store.update('StatefulSet', gamma, (draft) => {
      loseSwitch(draft.spec.template.spec);
    });
    await vi.advanceTimersByTimeAsync(4000);
    expect(here.world.ask('gamma-strategy', '/ops/status')?.body).toContain('"kill_switch":false');
  });
});

describe('an autoscaler', () => {
  const put = (target: string, min: number) =>
    here.world.store.put('HorizontalPodAutoscaler', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: {
        name: target,
        namespace: 'trading-floor',
        uid: target,
        resourceVersion: '0',
        creationTimestamp: here.world.clock.stamp(),
      },
      spec: { scaleTargetRef: { kind: 'Deployment', name: target }, minReplicas: min, maxReplicas: 3 },
      status: { currentReplicas: 0, desiredReplicas: 0 },
    });

  test('leaves a workload at 0 alone and says why', async () => {
    put('execution-agent', 2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(here.deployment('execution-agent').spec.replicas).toBe(0);
    expect(
      here.world.store.list('HorizontalPodAutoscaler')[0]?.status.conditions?.map((c) => c.reason),
    ).toContain('ScalingDisabled');
  });

  test('raises one that runs to its minimum', async () => {
    put('strategy-engine', 2);
    await vi.advanceTimersByTimeAsync(2000);
    expect(here.deployment('strategy-engine').status.readyReplicas).toBe(2);
  });
});
