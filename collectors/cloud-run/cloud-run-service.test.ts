import { describe, expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Message } from '#lib/status/message.ts';
import { readCloudRun } from './cloud-run-service.ts';

const PATH = 'projects/p/locations/europe-west1/services/feed';
const context = {
  keptValue: (name: string, value: string) => (name === 'AGENT_MODE' ? value : null),
};
const read = (status: number, body: unknown, path = PATH) =>
  readCloudRun(status, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), path, context);

/**
 * As documented in the public reference of projects.locations.services, cut to the fields that are read and a few more.
 */
const SERVICE = {
  name: 'projects/123456789/locations/europe-west1/services/feed',
  uid: 'u',
  generation: '7',
  ingress: 'INGRESS_TRAFFIC_ALL',
  scaling: { scalingMode: 'AUTOMATIC', minInstanceCount: 1 },
  template: {
    scaling: { maxInstanceCount: 5 },
    containers: [
      {
        image: 'europe-docker.pkg.dev/p/feed:54afffe',
        env: [
          { name: 'AGENT_MODE', value: 'OBSERVE' },
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'EMPTY' },
          { name: 'KEY', valueSource: { secretKeyRef: { secret: 'broker-creds', version: 'latest' } } },
          { name: 'ODD', valueSource: {} },
        ],
      },
    ],
  },
  latestReadyRevision: `${PATH}/revisions/feed-00007`,
  latestCreatedRevision: `${PATH}/revisions/feed-00007`,
  observedGeneration: '7',
  traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
  trafficStatuses: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', revision: 'feed-00007', percent: 100 }],
  terminalCondition: { type: 'Ready', state: 'CONDITION_SUCCEEDED' },
};

test('a service is read with its scaling and the names of its variables; values only if evaluation needs them', () => {
  expect(read(200, SERVICE)).toEqual({
    value: {
      service: 'feed',
      scaling: 'automatic',
      manualInstances: null,
      minInstances: 1,
      environment: [
        { name: 'AGENT_MODE', origin: 'literal', value: 'OBSERVE', filled: true, ref: null },
        { name: 'LOG_LEVEL', origin: 'literal', value: null, filled: true, ref: null },
        { name: 'EMPTY', origin: 'literal', value: null, filled: false, ref: null },
        { name: 'KEY', origin: 'secret', value: null, filled: false, ref: null, secret: 'broker-creds' },
        { name: 'ODD', origin: 'other', value: null, filled: false, ref: null },
      ],
    },
    gap: null,
  });
});

describe('scaling', () => {
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
    expect(read(200, { ...SERVICE, scaling })).toMatchObject({ value: expected });
  });
  test('the larger of the two minima counts', () => {
    const template = { ...SERVICE.template, scaling: { minInstanceCount: 3 } };
    expect(read(200, { ...SERVICE, template })).toMatchObject({ value: { minInstances: 3 } });
  });
});

const LATEST = { type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 };
const pinned = (revision: string, more: object) => ({
  type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION',
  revision,
  ...more,
});
const ZERO = { scaling: { scalingMode: 'MANUAL', manualInstanceCount: 0 } };

test('a variable that two containers have with different values is not read', () => {
  const mode = (value: string) => ({ env: [{ name: 'AGENT_MODE', value }] });
  const entries = (...modes: string[]) =>
    read(200, { ...SERVICE, template: { containers: modes.map(mode) } });
  const unread = { name: 'AGENT_MODE', origin: 'other', value: null };
  expect(entries('LIVE', 'OBSERVE')).toMatchObject({ value: { environment: [unread, unread] } });
  expect(entries('OFF', 'OFF')).toMatchObject({
    value: { environment: [{ value: 'OFF' }, { value: 'OFF' }] },
  });
});

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
    expect(read(200, { ...SERVICE, ...ZERO, ...traffic })).toMatchObject({ value: { scaling } });
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
    ['with a latest that is not ready', { latestReadyRevision: `${PATH}/revisions/feed-00006` }, OTHER],
    ['without a word on generations', { generation: undefined, observedGeneration: undefined }, null],
  ])('%s', (_, more, gap) => {
    expect(read(200, { ...SERVICE, ...more })).toMatchObject({ gap });
  });
});

test('only the API’s own error means that the service does not exist', () => {
  const error = { error: { code: 404, message: "Resource 'feed' was not found", status: 'NOT_FOUND' } };
  expect(read(404, error)).toEqual({ value: null, gap: null });
  expect(read(200, error)).toEqual({ problem: say('cause-no-service') });
  for (const body of ['<h1>Not Found</h1>', '{}', '{"error":{"code":404}}', '{"detail":"Not Found"}'])
    expect(read(404, body)).toHaveProperty('problem');
});

test.each<[number, unknown, string]>([
  [401, { error: { code: 401 } }, '401: the access token was refused'],
  [403, { error: { code: 403 } }, '403: not allowed'],
  [429, {}, '429 from the Cloud Run Admin API'],
  [200, {}, '200 without a service'],
  [200, '<h1>Sign in</h1>', '200 with a body that is not JSON'],
  [200, '{"name":"a","name":"b"}', '200 with a body that has a key twice'],
  [200, { ...SERVICE, template: {} }, '200 without a service'],
  [200, { ...SERVICE, scaling: { scalingMode: 'MANUAL', manualInstanceCount: -1 } }, '200 without a service'],
  [200, { ...SERVICE, name: SERVICE.name.replace('feed', 'other') }, 'another service was answered'],
  [200, { ...SERVICE, name: SERVICE.name.replace('west1', 'west4') }, 'another service was answered'],
  [200, { ...SERVICE, name: 'feed' }, 'another service was answered'],
])('%i %j is neither the service nor its absence', (status, body, problem) => {
  const result = read(status, body);
  expect('problem' in result && text(result.problem)).toBe(problem);
});
