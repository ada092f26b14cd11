import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { podValueSchema, workloadValueSchema } from '#lib/facts/fact.ts';
import { parsePlan } from '#server/plan-file.ts';
import { deployment, POD_SPEC, pod } from '#testing/collectors/objects.ts';
import { DAEMON_SET, REPLICATION_CONTROLLER } from '../kinds.ts';
import { mapAutoscaler } from './autoscaler.ts';
import { mapConfigMap } from './config-map.ts';
import { containersOf } from './containers.ts';
import { mapCronJob } from './cron-job.ts';
import { mapDeployment } from './deployment.ts';
import { mapEvent } from './event.ts';
import { mapJob } from './job.ts';
import { type MapContext, mapContextOf } from './map-context.ts';
import { mapNode } from './node.ts';
import { mapPod } from './pod.ts';

const context: MapContext = {
  keptValue: (name, value) =>
    ['AGENT_MODE', 'EXECUTION_HALTED_FILE', 'DRY_RUN'].includes(name) ? value : null,
  isSwitch: () => false,
  executorsIn: (value) => (value.includes('executor') ? ['executor'] : []),
  configKeys: () => ['EXECUTION_HALTED'],
};
const metadata = { name: 'x', namespace: 'ns', uid: 'u', resourceVersion: '7' };
const named = (body: Record<string, unknown>) => ({
  ...body,
  metadata: { ...(body.metadata ?? {}), ...metadata },
});
const at = (time: string) => Date.parse(`2026-01-07T${time}Z`);

describe('a Deployment', () => {
  const mapped = mapDeployment(named(deployment(0, { observedGeneration: 3 })), context);

  test('has its wanted, actual and ready replicas; absent counts are zero, an absent wish is one', () => {
    expect(mapped).toMatchObject({ kind: 'Deployment', desired: 0, actual: 0, ready: 0 });
    expect(
      mapDeployment(named(deployment(undefined, { replicas: 2, readyReplicas: 1 })), context),
    ).toMatchObject({
      desired: 1,
      actual: 2,
      ready: 1,
    });
    expect(workloadValueSchema.parse(mapped)).toEqual(mapped);
  });

  test('keeps the conditions that are evaluated, redacted', () => {
    const conditions = [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'timed out, token=abcdef',
        lastTransitionTime: '2026-01-07T12:05:00Z',
      },
      { type: 'Available', status: 'True' },
      { type: 'SomebodyElses', status: 'True' },
    ];
    const value = mapDeployment(named(deployment(1, { conditions })), context);
    expect(value.conditions).toEqual([
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'timed out, token=[redacted]',
        since: at('12:05:00'),
      },
      { type: 'Available', status: 'True', reason: null, message: null, since: null },
    ]);
    expect(workloadValueSchema.parse(value)).toEqual(value);
    expect(mapped).not.toHaveProperty('conditions');
  });

  test('keeps of a value which executors of the plan it names, and nothing else of it', () => {
    const env = [
      { name: 'APP_MODULE', value: 'executor.app --token=x' },
      { name: 'OTHER', value: 'y' },
      { name: 'JOINED', value: '$(A)-executor' },
    ];
    const [container] = containersOf({ containers: [{ name: 'c', image: 'i', env }] }, context);
    expect(container?.environment).toEqual([
      { name: 'APP_MODULE', origin: 'literal', value: null, filled: true, ref: null, names: ['executor'] },
      { name: 'OTHER', origin: 'literal', value: null, filled: true, ref: null },
      { name: 'JOINED', origin: 'literal', value: null, filled: true, ref: null, names: ['executor'] },
    ]);
  });
  test.each<[string, object, object, string[] | undefined]>([
    ['its service account', { serviceAccountName: 'executor' }, {}, ['serviceAccount=executor']],
    ['its folder', {}, { workingDir: '/srv/executor' }, ['workingDir=executor']],
    [
      'what is cut of a long script',
      {},
      { args: ['-c', `${'x '.repeat(900)}executor`] },
      ['argument=executor'],
    ],
    [
      'what is cut of a long line',
      {},
      { command: [...Array(64).fill('x'), 'executor'] },
      ['argument=executor'],
    ],
    [
      'what its many lines push out of what is kept',
      {},
      { args: ['-c', `${'x\n'.repeat(400)}executor`] },
      ['argument=executor'],
    ],
    ['no part of what is kept', {}, { command: ['executor'] }, undefined],
    ['nothing', { serviceAccountName: 'default' }, {}, undefined],
  ])('tells the executors that are named by %s', (_part, spec, change, traces) => {
    const containers = [{ name: 'c', image: 'i', ...change }];
    expect(containersOf({ ...spec, containers }, context)[0]?.traces).toEqual(traces);
  });
  test('keeps where the lines of a script end, as a sign of its own', () => {
    const command = ['sh', '-c', 'set -e\r\nrun \\\n  --now\n\n'];
    const [container] = containersOf({ containers: [{ name: 'c', image: 'i', command }] }, context);
    expect(container?.command).toEqual(['sh', '-c', 'set -e ␤ run --now']);
  });
  test.each([
    ['of an older spec', 3, 2, true],
    ['of the spec in force', 3, 3, false],
    ['that does not tell', 3, undefined, false],
    ['of a spec without a generation', undefined, 2, false],
  ])('has a status %s', (_rule, generation, observedGeneration, lagging) => {
    const raw = named(deployment(0, { observedGeneration }));
    const metadata = { ...raw.metadata, generation };
    expect(mapDeployment({ ...raw, metadata }, context).lagging).toBe(lagging);
  });

  test('keeps only the variables that evaluation needs, and never a Secret or another literal', () => {
    const [container] = mapped.containers;
    const entries = Object.fromEntries(container?.environment.map((entry) => [entry.name, entry]) ?? []);
    expect(entries.AGENT_MODE).toMatchObject({ origin: 'literal', value: 'OFF' });
    expect(entries.EXECUTION_HALTED).toMatchObject({
      origin: 'config-map',
      value: null,
      ref: { configMap: 'agenttrader-kill-switch', key: 'EXECUTION_HALTED', optional: false },
    });
    expect(entries.ALPACA_KEY).toMatchObject({ origin: 'secret', value: null, ref: null });
    expect(entries.ALPACA_KEY?.secret).toBe('alpaca');
    expect(entries.NODE).toMatchObject({ origin: 'field', value: null });
    expect(JSON.stringify(mapped)).not.toContain('never-kept');
  });

  test('shows where a ConfigMap is mounted, projected ones included', () => {
    expect(mapped.containers[0]?.mounts).toEqual([
      {
        path: '/etc/agenttrader/kill-switch',
        configMap: 'agenttrader-kill-switch',
        secret: null,
        subPath: null,
        files: null,
        optional: false,
      },
      { path: '/tmp', configMap: null, secret: null, subPath: null, files: null, optional: false },
    ]);
    const volumes = [
      {
        name: 'kill-switch',
        projected: { sources: [{ secret: { name: 's' } }, { configMap: { name: 'k' } }] },
      },
      { name: 'scratch', emptyDir: {} },
    ];
    const projected = mapDeployment(
      named({ spec: { template: { spec: { ...POD_SPEC, volumes } } } }),
      context,
    );
    expect(projected.containers[0]?.mounts.slice(0, 2)).toMatchObject([
      { configMap: null, secret: 's' },
      { configMap: 'k', secret: null },
    ]);
  });

  const withEnvironment = (env: unknown[], envFrom: unknown[] = []) =>
    mapDeployment(
      named({
        spec: {
          template: {
            spec: { containers: [{ name: 'c', env, envFrom }], initContainers: [{ name: 'init' }] },
          },
        },
      }),
      context,
    ).containers;

  test('if a variable is set twice the last one counts', () => {
    const [container] = withEnvironment([
      { name: 'AGENT_MODE', value: 'OFF' },
      { name: 'AGENT_MODE', value: 'LIVE' },
    ]);
    expect(container?.environment).toEqual([
      { name: 'AGENT_MODE', origin: 'literal', value: 'LIVE', filled: true, ref: null },
    ]);
  });

  test('a value from an unknown place, or put together with one, is not known', () => {
    const [container] = withEnvironment([
      { name: 'DRY_RUN', valueFrom: { fileKeyRef: { path: 'x', key: 'y' } } },
      { name: 'AGENT_MODE', value: '$(DRY_RUN)' },
    ]);
    expect(container?.environment.map(({ origin, value }) => [origin, value])).toEqual([
      ['other', null],
      ['other', null],
    ]);
  });

  test('a volume that picks a key, an optional volume, a Secret, and a mount of one file are distinct', () => {
    const spec = {
      containers: [
        {
          name: 'c',
          volumeMounts: [
            { name: 'one', mountPath: '/etc/halt/HALTED', subPath: 'HALTED' },
            { name: 'keys', mountPath: '/keys' },
            { name: 'one', mountPath: '/etc/expr', subPathExpr: '$(POD_NAME)' },
          ],
        },
      ],
      volumes: [
        { name: 'one', configMap: { name: 'k', optional: true, items: [{ key: 'A', path: 'HALTED' }] } },
        { name: 'keys', secret: { secretName: 's' } },
      ],
    };
    const [mapped] = mapDeployment(named({ spec: { template: { spec } } }), context).containers;
    expect(mapped?.mounts).toEqual([
      {
        path: '/etc/halt/HALTED',
        subPath: 'HALTED',
        configMap: 'k',
        secret: null,
        files: [{ key: 'A', path: 'HALTED' }],
        optional: true,
      },
      { path: '/keys', subPath: null, configMap: null, secret: 's', files: null, optional: false },
      {
        path: '/etc/expr',
        subPath: '$(POD_NAME)',
        configMap: 'k',
        secret: null,
        files: [{ key: 'A', path: 'HALTED' }],
        optional: true,
      },
    ]);
  });

  test('probes, resources and the role of a container are read; a literal that evaluation does not need is reduced to filled or not', () => {
    const spec = {
      containers: [
        {
          name: 'c',
          env: [{ name: 'API_TOKEN', value: 'never-kept' }],
          ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }],
          livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
          readinessProbe: { exec: { command: ['true'] } },
          startupProbe: { httpGet: { path: '/started', port: 'http' } },
          resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
        },
      ],
      initContainers: [{ name: 'i' }],
    };
    const [main, init] = mapDeployment(named({ spec: { template: { spec } } }), context).containers;
    expect(main).toMatchObject({
      role: 'main',
      probes: {
        liveness: { path: '/healthz', port: '8080' },
        readiness: { path: null, port: null },
        startup: { path: '/started', port: '8080' },
      },
      resources: { requests: ['cpu', 'memory'], limits: ['memory'] },
      environment: [{ name: 'API_TOKEN', origin: 'literal', value: null, filled: true }],
    });
    expect(init).toMatchObject({ role: 'init', resources: { requests: [], limits: [] } });
  });

  test('envFrom and init containers are seen', () => {
    const containers = withEnvironment(
      [],
      [{ configMapRef: { name: 'm' } }, { prefix: 'X_', secretRef: { name: 's' } }],
    );
    expect(containers[0]?.environmentFrom).toEqual([
      { kind: 'config-map', name: 'm' },
      { kind: 'secret', name: 's', prefix: 'X_' },
    ]);
    expect(containers.map(({ name }) => name)).toEqual(['c', 'init']);
  });

  test.each([
    ['no name', { spec: deployment(0).spec, metadata: { uid: 'u', resourceVersion: '1' } }],
    ['no spec', named({})],
    ['replicas in words', named(deployment('0' as unknown as number))],
    ['negative replicas', named(deployment(-1))],
    ['no containers', named({ spec: { replicas: 0, template: { spec: {} } } })],
    ['text', 'Deployment'],
    ['nothing', null],
  ])('%s is malformed, not a Deployment at zero', (_, raw) => {
    expect(() => mapDeployment(raw, context)).toThrow(z.ZodError);
  });
});

describe('a Job', () => {
  const job = (spec: object, status: object) =>
    mapJob(named({ spec: { template: { spec: POD_SPEC }, ...spec }, status }), context);
  test('wants its parallelism until it has finished', () => {
    expect(job({ parallelism: 3 }, { active: 2, ready: 1 })).toMatchObject({
      desired: 3,
      actual: 2,
      ready: 1,
      finished: null,
    });
    expect(job({}, {})).toMatchObject({ desired: 1, actual: 0 });
    expect(job({ suspend: true }, {})).toMatchObject({ desired: 0 });
  });
  test('has finished by its conditions, when they are true', () => {
    const complete = {
      completionTime: '2026-01-07T13:00:00Z',
      conditions: [{ type: 'Complete', status: 'True' }],
    };
    expect(job({}, complete)).toMatchObject({ desired: 0, finished: 'complete', lastRunAt: at('13:00:00') });
    const failed = {
      conditions: [{ type: 'Failed', status: 'True', lastTransitionTime: '2026-01-07T14:00:00Z' }],
    };
    expect(job({}, failed)).toMatchObject({ finished: 'failed', lastRunAt: at('14:00:00') });
    expect(job({}, { conditions: [{ type: 'Failed', status: 'False' }] })).toMatchObject({
      finished: null,
      desired: 1,
    });
  });
  test.each([
    ['active', { active: 1 }, 1],
    ['ready', { ready: 1 }, 1],
    ['terminating', { terminating: 2 }, 2],
    ['active and terminating', { active: 1, ready: 1, terminating: 1 }, 2],
  ])('has not finished while a pod of it is %s, whatever its conditions say', (_rule, left, actual) => {
    const conditions = [{ type: 'Failed', status: 'True', lastTransitionTime: '2026-01-07T14:00:00Z' }];
    expect(job({}, { conditions, ...left })).toMatchObject({ finished: null, desired: 0, actual });
  });
  test('counts its pods while it is suspended', () => {
    expect(job({ suspend: true }, { terminating: 1 })).toMatchObject({ desired: 0, actual: 1 });
  });
});

test('a CronJob counts one while it is not suspended, and has its last run', () => {
  const cron = (spec: object, status: object) =>
    mapCronJob(
      named({ spec: { jobTemplate: { spec: { template: { spec: POD_SPEC } } }, ...spec }, status }),
      context,
    );
  expect(cron({}, { active: [{}], lastScheduleTime: '2026-01-07T12:00:00Z' })).toMatchObject({
    desired: 1,
    actual: 1,
    lastRunAt: at('12:00:00'),
  });
  expect(cron({ suspend: true }, {})).toMatchObject({ desired: 0, actual: 0, lastRunAt: null });
});

describe('a Pod', () => {
  const map = (raw: Record<string, unknown>) => mapPod(named(raw), context);

  test('behind a ReplicaSet stands the Deployment that its name carries', () => {
    const owner = { kind: 'ReplicaSet', name: 'execution-agent-5d4f8c7b9d' };
    const mapped = map(pod(owner));
    expect(mapped).toMatchObject({
      owner,
      workload: { kind: 'Deployment', name: 'execution-agent' },
      ready: true,
      ip: '10.0.0.7',
    });
    expect(podValueSchema.parse(mapped)).toEqual(mapped);
  });
  test('behind one of an Argo Rollout stands that Rollout', () => {
    const owner = { kind: 'ReplicaSet', name: 'execution-agent-5d4f8c7b9d' };
    const { metadata = {}, ...rest } = pod(owner);
    const labels = { 'rollouts-pod-template-hash': '5d4f8c7b9d' };
    expect(mapPod(named({ ...rest, metadata: { ...Object(metadata), labels } }), context).workload).toEqual({
      kind: 'Rollout.argoproj.io',
      name: 'execution-agent',
    });
  });

  test('of an add-on names it with its group', () => {
    const { metadata: _, ...rest } = pod(null);
    const owner = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', name: 'w', controller: true };
    expect(mapPod(named({ ...rest, metadata: { ownerReferences: [owner] } }), context).workload).toEqual({
      kind: 'Workflow.argoproj.io',
      name: 'w',
    });
  });

  test('of a StatefulSet, a bare ReplicaSet or nobody names just that', () => {
    const set = { kind: 'StatefulSet', name: 'gamma-strategy' };
    expect(map(pod(set)).workload).toEqual(set);
    const bare = { kind: 'ReplicaSet', name: 'hand-made' };
    expect(map(pod(bare)).workload).toEqual(bare);
    expect(map(pod(null))).toMatchObject({ owner: null, workload: null });
  });
  test('that crashed has the last exit of its container, redacted', () => {
    const status = {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'agent',
          ready: false,
          restartCount: 7,
          state: {
            waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' },
          },
          lastState: {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              message: 'password=hunter2\u001b[31m',
              startedAt: '2026-01-07T12:04:00Z',
              finishedAt: '2026-01-07T12:05:00Z',
            },
          },
        },
      ],
    };
    const [state] = map(pod(null, { status })).states;
    expect(state).toMatchObject({ state: 'waiting', reason: 'CrashLoopBackOff', restarts: 7, ready: false });
    expect(state?.lastExit).toEqual({
      code: 1,
      reason: 'Error',
      message: 'password=[redacted]',
      at: at('12:05:00'),
      startedAt: at('12:04:00'),
    });
  });
  test.each([
    ['its own', 90, undefined, 90],
    ['the default', undefined, undefined, 30],
    ['its own after a forced deletion', 90, 0, 90],
    ['a longer one by its deletion', 90, 600, 600],
  ])('has a grace period: %s', (_rule, own, deletion, seconds) => {
    const raw = named(pod(null));
    const spec = { ...POD_SPEC, terminationGracePeriodSeconds: own };
    const metadata = { ...raw.metadata, deletionGracePeriodSeconds: deletion };
    expect(mapPod({ ...raw, spec, metadata }, context).graceSeconds).toBe(seconds);
  });
  test('that was killed for memory has that reason while it is down', () => {
    const terminated = { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-01-07T12:05:00Z' };
    const status = {
      phase: 'Failed',
      reason: 'Evicted',
      containerStatuses: [{ name: 'a', restartCount: 0, state: { terminated } }],
    };
    const mapped = map(pod(null, { status }));
    expect(mapped).toMatchObject({ reason: 'Evicted', ready: false });
    expect(mapped.states[0]).toMatchObject({
      state: 'terminated',
      reason: 'OOMKilled',
      lastExit: { code: 137 },
    });
  });
  test('that cannot be placed has the reason', () => {
    const conditions = [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/2 nodes are available' },
    ];
    expect(map(pod(null, { status: { phase: 'Pending', conditions } })).unschedulable).toBe(
      '0/2 nodes are available',
    );
    expect(map(pod(null)).unschedulable).toBeNull();
  });
  test('that ends is terminating though it still runs', () => {
    const raw = pod(null);
    const ending = {
      ...raw,
      metadata: { ...(raw.metadata as object), deletionTimestamp: '2026-01-07T12:09:00Z' },
    };
    expect(map(ending)).toMatchObject({ terminating: true, phase: 'Running', endsBy: at('12:09:00') });
    expect(map(raw)).not.toHaveProperty('endsBy');
  });
  test('has the time at which it got its node, if that is recorded', () => {
    const got = (status: string) => {
      const time = '2026-01-07T12:03:00Z';
      const conditions = [{ type: 'PodScheduled', status, lastTransitionTime: time }];
      return map(pod(null, { status: { phase: 'Pending', conditions } }));
    };
    expect(got('True').scheduledAt).toBe(at('12:03:00'));
    expect(got('False')).not.toHaveProperty('scheduledAt');
    expect(podValueSchema.parse(got('True'))).toEqual(got('True'));
  });
  test('init containers that fail are read', () => {
    const initContainerStatuses = [
      { name: 'init', restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } },
    ];
    expect(map(pod(null, { status: { phase: 'Pending', initContainerStatuses } })).states).toMatchObject([
      { name: 'init', restarts: 4, reason: 'CrashLoopBackOff' },
    ]);
  });
});

describe('a ConfigMap', () => {
  const managedFields = [
    { manager: 'kubectl', time: '2026-01-07T12:00:00Z', fieldsV1: { 'f:data': {} } },
    {
      manager: 'operator',
      time: '2026-01-07T12:30:00Z',
      fieldsV1: { 'f:data': { 'f:EXECUTION_HALTED': {} } },
    },
    { manager: 'labeller', time: '2026-01-07T13:00:00Z', fieldsV1: { 'f:metadata': {} } },
  ];
  test('keeps only the keys that the plan names, and when its data was last written', () => {
    const raw = { data: { EXECUTION_HALTED: ' 1\n', OTHER: 'x' }, metadata: { managedFields } };
    expect(mapConfigMap(named(raw), context)).toMatchObject({
      data: { EXECUTION_HALTED: ' 1\n' },
      changedAt: at('12:30:00'),
    });
  });
  test('without data or managed fields has neither', () => {
    expect(mapConfigMap(named({}), context)).toMatchObject({ data: {}, changedAt: null });
  });
  test('with data that is not text is malformed', () => {
    expect(() => mapConfigMap(named({ data: { EXECUTION_HALTED: 1 } }), context)).toThrow(z.ZodError);
  });
});

test('a Node that is silent is neither ready nor not; only pressures count', () => {
  const node = (ready: string) =>
    mapNode(
      named({
        status: {
          conditions: [
            { type: 'Ready', status: ready },
            { type: 'MemoryPressure', status: 'True' },
            { type: 'DiskPressure', status: 'False' },
            { type: 'AddOnFine', status: 'True' },
          ],
        },
      }),
    );
  expect(['True', 'False', 'Unknown'].map((status) => node(status).ready)).toEqual([true, false, null]);
  expect(node('True').pressures).toEqual(['MemoryPressure']);
  expect(mapNode(named({}))).toMatchObject({ ready: null, pressures: [] });
});

describe('marks of values that are not kept', () => {
  const marking = { ...context, mark: (place: string, value: string) => `mark of ${place}, ${value.length}` };

  test('are of literals alone: what a variable refers to has its own', () => {
    const env = [
      { name: 'KEY', value: 'hunter2' },
      { name: 'REF', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ];
    const spec = { replicas: 1, template: { metadata: {}, spec: { containers: [{ name: 'c', env }] } } };
    const [key, ref] = mapDeployment(named({ spec }), marking).containers[0]?.environment ?? [];
    expect(key).toMatchObject({ value: null, mark: 'mark of KEY, 7' });
    expect(ref).not.toHaveProperty('mark');
    expect(mapDeployment(named({ spec }), context).containers[0]?.environment[0]).not.toHaveProperty('mark');
  });

  test('are of every key of a ConfigMap, though only those of the plan are kept', () => {
    const raw = named({ data: { EXECUTION_HALTED: '1', OTHER: 'secret' }, binaryData: { BLOB: 'AAAA' } });
    const { data, marks } = mapConfigMap(raw, marking);
    expect(data).toEqual({ EXECUTION_HALTED: '1' });
    expect(marks).toEqual({
      BLOB: 'mark of BLOB, 4',
      EXECUTION_HALTED: 'mark of EXECUTION_HALTED, 1',
      OTHER: 'mark of OTHER, 6',
    });
    expect(mapConfigMap(raw, context)).not.toHaveProperty('marks');
  });
});

test('a Node names its platform, if it says so', () => {
  const nodeInfo = { operatingSystem: 'linux', architecture: 'arm64', osImage: 'x' };
  expect(mapNode(named({ status: { nodeInfo } })).platform).toBe('linux/arm64');
  expect(mapNode(named({ status: {} }))).not.toHaveProperty('platform');
});

test('a Deployment has the deadline of its rollouts, unless its largest number says that there is none', () => {
  const withDeadline = (progressDeadlineSeconds: number) => {
    const spec = Object(deployment(1).spec);
    return mapDeployment(named({ spec: { ...spec, progressDeadlineSeconds } }), context);
  };
  expect(withDeadline(300).progressDeadlineSeconds).toBe(300);
  expect(withDeadline(2_147_483_647)).not.toHaveProperty('progressDeadlineSeconds');
});

test('an autoscaler has its target and its bounds; its minimum is one replica by default', () => {
  const spec = { scaleTargetRef: { kind: 'Deployment', name: 'execution-agent' }, maxReplicas: 3 };
  expect(mapAutoscaler(named({ spec }))).toMatchObject({
    target: { kind: 'Deployment', name: 'execution-agent' },
    min: 1,
    max: 3,
  });
  expect(mapAutoscaler(named({ spec: { ...spec, minReplicas: 0 } }))).toMatchObject({ min: 0 });
});

test('an Event counts and dates by either recorder', () => {
  const involvedObject = { kind: 'Pod', namespace: 'ns', name: 'p' };
  const old = {
    involvedObject,
    reason: 'BackOff',
    message: 'token=abc',
    count: 9,
    lastTimestamp: '2026-01-07T12:00:00Z',
  };
  expect(mapEvent(named(old))).toMatchObject({
    count: 9,
    lastAt: at('12:00:00'),
    message: 'token=[redacted]',
  });
  const recent = {
    involvedObject,
    series: { count: 4, lastObservedTime: '2026-01-07T12:01:00.000000Z' },
    lastTimestamp: null,
  };
  expect(mapEvent(named(recent))).toMatchObject({ count: 4, lastAt: at('12:01:00') });
});

test('a ConfigMap that holds a switch and a threshold keeps both keys, and no other', () => {
  const read = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
  if (!read.ok) throw new Error('the plan does not parse');
  const safety = { ...metadata, namespace: 'trading-floor', name: 'agenttrader-safety' };
  const data = { KILL_SWITCH: 'true', STALE_THRESHOLD_SECONDS: '30', OTHER: 'x' };
  expect(mapConfigMap({ metadata: safety, data }, mapContextOf(read.plan)).data).toEqual({
    KILL_SWITCH: 'true',
    STALE_THRESHOLD_SECONDS: '30',
  });
});

describe('kinds of every cluster beside those', () => {
  const template = { metadata: {}, spec: POD_SPEC };
  const mapped = (kind: { map: typeof DAEMON_SET.map }, body: Record<string, unknown>) =>
    kind.map(named(body), context).value;

  test.each<[string, Record<string, unknown> | undefined, number, number]>([
    ['counted', { desiredNumberScheduled: 2, currentNumberScheduled: 1, observedGeneration: 3 }, 2, 1],
    ['that fits no node', { desiredNumberScheduled: 0, observedGeneration: 3 }, 0, 0],
    ['counted before its spec changed', { desiredNumberScheduled: 0, observedGeneration: 2 }, 1, 0],
    ['of which nothing is known yet', undefined, 1, 0],
  ])('a DaemonSet %s', (_rule, status, desired, actual) => {
    const body = { metadata: { generation: 3 }, spec: { template }, status };
    const lagging = status?.observedGeneration === 2;
    const value = { kind: 'DaemonSet', desired, actual, lagging, startsBy: 'node' };
    expect(mapped(DAEMON_SET, body)).toMatchObject(value);
  });

  test('a ReplicationController', () => {
    const body = { spec: { replicas: 2, template }, status: { replicas: 1, readyReplicas: 1 } };
    const value = mapped(REPLICATION_CONTROLLER, body);
    expect(value).toMatchObject({ kind: 'ReplicationController', desired: 2, actual: 1, ready: 1 });
    expect(() => mapped(REPLICATION_CONTROLLER, { spec: { replicas: 2 } })).toThrow();
  });
});
