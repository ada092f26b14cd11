import { describe, expect, test } from 'vitest';
import type { CloudRunKind } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { readObject } from './objects.ts';

const PLACE = {
  project: 'p',
  region: 'europe-west1',
  map: {
    keptValue: (name: string, value: string) => (name === 'AGENT_MODE' ? value : null),
    isSwitch: () => false,
    executorsIn: () => [],
    configKeys: () => [],
  },
};
const COLLECTIONS = { service: 'services', job: 'jobs', 'worker-pool': 'workerPools', instance: 'instances' };
const read = (item: unknown, kind: CloudRunKind = 'service') =>
  readObject(kind, item, { ...PLACE, collection: COLLECTIONS[kind] });

const CONTAINER = {
  image: 'europe-docker.pkg.dev/p/feed:54afffe',
  command: ['python'],
  args: ['-m', 'feed', '--password=hunter2'],
  env: [
    { name: 'AGENT_MODE', value: 'OBSERVE' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'EMPTY' },
    {
      name: 'KEY',
      valueSource: { secretKeyRef: { secret: 'projects/1/secrets/broker-creds', version: '1' } },
    },
    { name: 'ODD', valueSource: {} },
  ],
  volumeMounts: [{ name: 'creds', mountPath: '/creds' }],
};
const TEMPLATE = {
  labels: { app: 'feed', tier: 'a' },
  containers: [CONTAINER],
  volumes: [{ name: 'creds', secret: { secret: 'broker-file' } }],
};
const PATH = 'projects/123456789/locations/europe-west1';

/** As documented in the public reference of projects.locations.services, cut to the fields that are read and a few more. */
const SERVICE = {
  name: `${PATH}/services/feed`,
  uid: 'u',
  generation: '7',
  labels: { tier: 'b' },
  ingress: 'INGRESS_TRAFFIC_ALL',
  scaling: { scalingMode: 'AUTOMATIC', minInstanceCount: 1 },
  template: { ...TEMPLATE, scaling: { maxInstanceCount: 5 } },
  latestReadyRevision: `${PATH}/services/feed/revisions/feed-00007`,
  latestCreatedRevision: `${PATH}/services/feed/revisions/feed-00007`,
  observedGeneration: '7',
  traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
  trafficStatuses: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', revision: 'feed-00007', percent: 100 }],
  terminalCondition: { type: 'Ready', state: 'CONDITION_SUCCEEDED' },
};
const JOB = {
  name: `${PATH}/jobs/feed`,
  template: { labels: {}, template: TEMPLATE },
  latestCreatedExecution: { completionTime: '2026-11-20T15:00:00Z', completionStatus: 'EXECUTION_SUCCEEDED' },
};
const POOL = { name: `${PATH}/workerPools/feed`, template: TEMPLATE, scaling: { manualInstanceCount: 2 } };

test('a service is read with its containers; values only if evaluation needs them, secrets by name alone', () => {
  expect(read(SERVICE)).toEqual({
    kind: 'service',
    project: 'p',
    region: 'europe-west1',
    name: 'feed',
    labels: { app: 'feed', tier: 'b' },
    scaling: 'automatic',
    manualInstances: null,
    minInstances: 1,
    lastRun: null,
    gap: null,
    containers: [
      {
        name: 'feed',
        image: 'europe-docker.pkg.dev/p/feed:54afffe',
        role: 'main',
        command: ['python'],
        args: ['-m', 'feed', '--password=[redacted]'],
        environment: [
          { name: 'AGENT_MODE', origin: 'literal', value: 'OBSERVE', filled: true, ref: null },
          { name: 'LOG_LEVEL', origin: 'literal', value: null, filled: true, ref: null },
          { name: 'EMPTY', origin: 'literal', value: null, filled: false, ref: null },
          { name: 'KEY', origin: 'secret', value: null, filled: false, ref: null, secret: 'broker-creds' },
          { name: 'ODD', origin: 'other', value: null, filled: false, ref: null },
        ],
        environmentFrom: [],
        mounts: [
          {
            path: '/creds',
            configMap: null,
            secret: 'broker-file',
            subPath: null,
            files: null,
            optional: false,
          },
        ],
        probes: { liveness: null, readiness: null, startup: null },
        resources: { requests: [], limits: [] },
      },
    ],
  });
});

describe('scaling of a service', () => {
  test.each<[object | undefined, object]>([
    [
      { scalingMode: 'MANUAL', manualInstanceCount: 0 },
      { scaling: 'manual', manualInstances: 0 },
    ],
    [
      { scalingMode: 'MANUAL', manualInstanceCount: 2 },
      { scaling: 'manual', manualInstances: 2 },
    ],
    [{ scalingMode: 'MANUAL' }, { scaling: 'manual', manualInstances: null }],
    [{ manualInstanceCount: 0 }, { scaling: 'automatic', manualInstances: null }],
    [{ scalingMode: 'SCALING_MODE_UNSPECIFIED' }, { scaling: 'automatic', minInstances: null }],
    [
      { scalingMode: 'SOMETHING_NEW', manualInstanceCount: 0 },
      { scaling: 'automatic', manualInstances: null },
    ],
    [undefined, { scaling: 'automatic', minInstances: null }],
  ])('%j', (scaling, expected) => {
    expect(read({ ...SERVICE, scaling })).toMatchObject(expected);
  });
  test('the larger of the two minima counts', () => {
    const template = { ...SERVICE.template, scaling: { minInstanceCount: 3 } };
    expect(read({ ...SERVICE, template })).toMatchObject({ minInstances: 3 });
  });
});

describe('scaling of a worker pool', () => {
  test.each<[object | undefined, object]>([
    [{ manualInstanceCount: 0 }, { scaling: 'manual', manualInstances: 0 }],
    [{ manualInstanceCount: 3 }, { scaling: 'manual', manualInstances: 3 }],
    [undefined, { scaling: 'manual', manualInstances: null }],
    [
      { scalingMode: 'AUTOMATIC', manualInstanceCount: 0 },
      { scaling: 'automatic', manualInstances: null },
    ],
  ])('%j', (scaling, expected) => {
    expect(read({ ...POOL, scaling }, 'worker-pool')).toMatchObject(expected);
  });
});

describe('the latest execution of a job', () => {
  const END = '2026-11-20T15:00:00Z';
  test.each<[object | undefined, string | null]>([
    [undefined, null],
    [{}, 'running'],
    [{ completionStatus: 'EXECUTION_SUCCEEDED' }, 'running'],
    [{ completionTime: END, completionStatus: 'EXECUTION_RUNNING' }, 'running'],
    [{ completionTime: END, completionStatus: 'EXECUTION_PENDING' }, 'running'],
    [{ completionTime: END, completionStatus: 'EXECUTION_SUCCEEDED' }, 'succeeded'],
    [{ completionTime: END, completionStatus: 'EXECUTION_FAILED' }, 'failed'],
    [{ completionTime: END, completionStatus: 'EXECUTION_CANCELLED' }, 'cancelled'],
    [{ completionTime: END }, 'unknown'],
  ])('%j', (latestCreatedExecution, lastRun) => {
    const expected = { scaling: 'on-demand', manualInstances: null, lastRun };
    expect(read({ ...JOB, latestCreatedExecution }, 'job')).toMatchObject(expected);
  });
});

test('an instance runs for as long as it exists', () => {
  const instance = { name: `${PATH}/instances/feed`, ...TEMPLATE };
  expect(read(instance, 'instance')).toMatchObject({ name: 'feed', scaling: 'manual', manualInstances: 1 });
});

const LATEST = { type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 };
const pinned = (revision: string, more: object) => ({
  type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION',
  revision,
  ...more,
});
const ZERO = { scaling: { scalingMode: 'MANUAL', manualInstanceCount: 0 } };

describe('a tag leads to a revision outside of the count', () => {
  test.each<[string, object, 'manual' | 'automatic']>([
    ['an older revision', { traffic: [LATEST, pinned('feed-00006', { tag: 'old' })] }, 'automatic'],
    ['so it still is', { trafficStatuses: [LATEST, pinned('feed-00006', { tag: 'old' })] }, 'automatic'],
    ['nothing but the tag', { traffic: [pinned('feed-00007', { tag: 'now' })] }, 'automatic'],
    ['a revision that is not named', { traffic: [LATEST, pinned('', { tag: 'x' })] }, 'automatic'],
    [
      'the latest, which has its share',
      { traffic: [LATEST, pinned('feed-00007', { tag: 'now' })] },
      'manual',
    ],
    [
      'one with a share of its own',
      { traffic: [pinned('feed-00006', { tag: 'old', percent: 1 })] },
      'manual',
    ],
    ['none', { traffic: [LATEST, pinned('feed-00006', {})] }, 'manual'],
  ])('%s', (_, traffic, scaling) => {
    expect(read({ ...SERVICE, ...ZERO, ...traffic })).toMatchObject({ scaling });
  });
});

describe('this answer proves nothing good', () => {
  const CHANGING = say('cause-service-changing');
  const OTHER = say('cause-other-revision');
  test.each<[string, object, Message | null]>([
    ['as it is', {}, null],
    ['while it is being changed', { reconciling: true }, CHANGING],
    ['while its change is not taken up', { observedGeneration: '6' }, CHANGING],
    ['after a change that failed', { terminalCondition: { state: 'CONDITION_FAILED' } }, CHANGING],
    ['at 0 that is not reached yet', { ...ZERO, reconciling: true }, CHANGING],
    ['at 0 with any traffic', { ...ZERO, traffic: [pinned('feed-00001', { percent: 100 })] }, null],
    ['with traffic to an older revision', { traffic: [pinned('feed-00006', { percent: 100 })] }, OTHER],
    ['with a share for one', { trafficStatuses: [LATEST, pinned('feed-00006', { percent: 1 })] }, OTHER],
    ['with traffic to the latest by name', { traffic: [pinned('feed-00007', { percent: 100 })] }, null],
    [
      'with a latest that is not ready',
      { latestReadyRevision: `${PATH}/services/feed/revisions/feed-00006` },
      OTHER,
    ],
    ['without a word on generations', { generation: undefined, observedGeneration: undefined }, null],
  ])('%s', (_, more, gap) => {
    expect(read({ ...SERVICE, ...more })).toMatchObject({ gap });
  });
  test('while a worker pool is being changed', () => {
    expect(read({ ...POOL, reconciling: true }, 'worker-pool')).toMatchObject({ gap: CHANGING });
  });
});

test.each<[string, unknown, Message]>([
  ['nothing', null, say('cause-object-unread')],
  ['a word', 'feed', say('cause-object-unread')],
  ['no containers', { ...SERVICE, template: { containers: [] } }, say('cause-object-unread')],
  [
    'a count below none',
    { ...SERVICE, scaling: { scalingMode: 'MANUAL', manualInstanceCount: -1 } },
    say('cause-object-unread'),
  ],
  [
    'a count as text',
    { ...SERVICE, scaling: { scalingMode: 'MANUAL', manualInstanceCount: '0' } },
    say('cause-object-unread'),
  ],
  ['another region', { ...SERVICE, name: SERVICE.name.replace('west1', 'west4') }, say('cause-other-object')],
  ['another kind', { ...SERVICE, name: `${PATH}/jobs/feed` }, say('cause-other-object')],
  ['a name that is no path', { ...SERVICE, name: 'feed' }, say('cause-other-object')],
])('%s is no service', (_, item, why) => {
  expect(read(item)).toEqual(why);
});
