import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact, ServedKindsValue, SourceAvailability } from '#lib/facts/fact.ts';
import { text } from '#lib/messages/text.ts';
import { makeClock } from '#platform/clock.ts';
import { deployment } from '#testing/collectors/objects.ts';
import { json, ScratchApi, status } from '#testing/collectors/scratch-api.ts';
import { scratchCredentials } from '#testing/collectors/scratch-credentials.ts';
import { until } from '#testing/collectors/scratch-server.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { type KubernetesSource, startKubernetesSource } from '../source.ts';

const TIMINGS = {
  pollEvery: 30,
  statusEvery: 200,
  discoveryEvery: 60,
  discoveryPart: 30,
  discoveryRetry: 30,
  pollTimeout: 300,
  listTimeout: 300,
};
const ROLLOUT = 'Rollout.argoproj.io';
const POLL = `poll/${ROLLOUT}`;
const OBJECT = `${ROLLOUT}/pier/web`;

let api: ScratchApi;
let source: KubernetesSource | null = null;
let facts: Fact[];

beforeEach(async () => {
  api = await ScratchApi.start();
  facts = [];
});
afterEach(async () => {
  await source?.stop();
  source = null;
  await api.server.close();
});

function start(): KubernetesSource {
  source = startKubernetesSource({
    credentials: scratchCredentials(api.server.url),
    plan: SAMPLE_PLAN,
    permissionReview: false,
    clock: makeClock(0),
    log: pino({ level: 'silent' }),
    timings: TIMINGS,
    say: (said) => facts.push(...said),
  });
  return source;
}

const last = (subject: string) => facts.findLast((fact) => fact.subject === subject);
function kinds(): ServedKindsValue | null {
  const fact = last('served-kinds');
  return fact?.kind === 'served-kinds' ? fact.value : null;
}
function statusOf(subject: string, state: SourceAvailability['state']): SourceAvailability | null {
  const fact = last(subject);
  return fact?.kind === 'source-status' && fact.value?.state === state ? fact.value : null;
}
const serve = (path: string, kind: string) => api.collections.set(path, kind);
const serveRollouts = () => serve('/apis/argoproj.io/v1alpha1/rollouts', 'Rollout');
const putRollout = () => api.put('Rollout', 'pier', 'web', deployment(1));
const refuse = (pattern: RegExp, code: number) => {
  api.intervene = (url, _request, response) => {
    if (!pattern.test(url.pathname)) return false;
    status(response, code, 'the server is currently unable to handle the request');
    return true;
  };
};

describe('discovery', () => {
  test('a kind that is not served costs no request and shows no source', async () => {
    start();
    expect(await until('discovery', kinds)).toEqual({ served: [], others: [], unread: [] });
    await until('a few polls', () => api.asked(/deployments/) > 4);
    expect(api.asked(/rollouts|scaledjobs/)).toBe(0);
    expect(facts.some(({ subject }) => subject.includes('argoproj'))).toBe(false);
    expect(statusOf('discovery/kinds', 'seen')).not.toBeNull();
  });

  test('a served one is polled, under a name with its group', async () => {
    serveRollouts();
    putRollout();
    start();
    expect((await until('discovery', kinds)).served).toEqual([ROLLOUT]);
    expect((await until('the poll', () => statusOf(POLL, 'seen'))).label).toBe(
      'rollouts.argoproj.io, safety poll',
    );
    expect(last(OBJECT)).toMatchObject({ kind: 'workload', value: { kind: ROLLOUT, desired: 1 } });
  });

  test('a kind of a name that Kubernetes has too is another kind', async () => {
    serve('/apis/apps.kruise.io/v1beta1/statefulsets', 'StatefulSet');
    start();
    expect((await until('discovery', kinds)).served).toEqual(['StatefulSet.apps.kruise.io']);
  });

  test('a kind at a version that nobody knew is tried there', async () => {
    serve('/apis/argoproj.io/v2/rollouts', 'Rollout');
    putRollout();
    start();
    await until('the poll', () => statusOf(POLL, 'seen'));
    expect(last(OBJECT)).toMatchObject({ value: { desired: 1 } });
  });

  test('a served one that may not be read is blind', async () => {
    serveRollouts();
    refuse(/\/rollouts$/, 403);
    start();
    expect(text((await until('blind', () => statusOf(POLL, 'blind'))).cause)).toContain('403: not allowed');
  });

  test('is found when it comes, and gone with its objects when it goes', async () => {
    start();
    await until('discovery', kinds);
    serveRollouts();
    putRollout();
    await until('the object', () => last(OBJECT)?.value);
    api.collections.delete('/apis/argoproj.io/v1alpha1/rollouts');
    expect((await until('the end', () => (last(OBJECT)?.value === null ? last(OBJECT) : null))).source).toBe(
      POLL,
    );
    await until('its source', () => last(POLL)?.value === null);
    expect(kinds()?.served).toEqual([]);
  });

  test('one answer without it, as an API server gives that has just started, ends nothing', async () => {
    serveRollouts();
    putRollout();
    start();
    await until('the object', () => last(OBJECT)?.value);
    let missing = 1;
    api.intervene = (url, _request, response) => {
      if (url.pathname !== '/apis' || missing-- <= 0) return false;
      json(response, 200, {
        kind: 'APIGroupList',
        groups: [{ name: 'apps', versions: [{ version: 'v1' }] }],
      });
      return true;
    };
    await until('the answer', () => missing < 0);
    expect(facts.filter(({ subject, value }) => subject === OBJECT && value === null)).toEqual([]);
  });

  test('other custom kinds are listed, without what Kubernetes has itself and without subresources', async () => {
    serve('/apis/desk.example/v1/executionagents', 'ExecutionAgent');
    serve('/apis/desk.example/v1/executionagents/status', 'ExecutionAgent');
    serve('/apis/desk.example/v2/executionagents', 'ExecutionAgent');
    serve('/apis/networking.k8s.io/v1/ingresses', 'Ingress');
    start();
    expect((await until('discovery', kinds)).others).toEqual([
      { group: 'desk.example', kind: 'ExecutionAgent', resource: 'executionagents' },
    ]);
  });
});

describe('a group that is listed and cannot be read', () => {
  test.each([
    [
      'holds what the table knows of it',
      'argoproj.io/v1alpha1',
      '/rollouts',
      'argoproj.io',
      /ClusterWorkflowTemplate/,
    ],
    ['holds nothing known', 'metrics.k8s.io/v1beta1', '/pods', 'metrics.k8s.io', /^$/],
  ])('%s', async (_rule, version, resource, group, holds) => {
    serve(`/apis/${version}${resource}`, 'X');
    refuse(new RegExp(`/apis/${version}$`), 503);
    start();
    const [unread, ...more] = (await until('discovery', kinds)).unread;
    expect(more).toEqual([]);
    expect(unread?.group).toBe(group);
    expect(unread?.holds.join(' ')).toMatch(holds);
    expect(text(unread?.why ?? null)).toContain('503 from the API server');
    expect(statusOf('discovery/kinds', 'seen')).not.toBeNull();
  });

  test('keeps what was read of it', async () => {
    serveRollouts();
    serve('/apis/argoproj.io/v1alpha1/widgets', 'Widget');
    start();
    await until('discovery', () => kinds()?.served.length === 1);
    refuse(/\/apis\/argoproj\.io\/v1alpha1$/, 503);
    const value = await until('unread', () => (kinds()?.unread.length === 1 ? kinds() : null));
    expect(value.served).toEqual([ROLLOUT]);
    expect(value.others.map(({ kind }) => kind)).toEqual(['Widget']);
    expect(value.unread[0]?.holds).not.toContain(ROLLOUT);
  });
});

describe('no answer is no absence', () => {
  const groups = (list: unknown) => ({ kind: 'APIGroupList', groups: list });
  test.each<[string, number, unknown]>([
    ['refused', 403, { kind: 'Status', apiVersion: 'v1', code: 403 }],
    ['an error', 503, {}],
    ['no such path', 404, {}],
    ['another document', 200, { kind: 'APIVersions', versions: ['v1'] }],
    ['not the API server’s groups', 200, groups([])],
    ['a part of them', 200, groups([{ name: 'argoproj.io', versions: [{ version: 'v1alpha1' }] }])],
    ['too many', 200, groups(Array.from({ length: 2_001 }, () => ({ name: 'apps', versions: [] })))],
    ['odd names', 200, groups([{ name: 7, versions: [] }])],
  ])('%s', async (_rule, code, body) => {
    serveRollouts();
    putRollout();
    start();
    await until('the object', () => last(OBJECT)?.value);
    api.intervene = (url, _request, response) => {
      if (url.pathname !== '/apis') return false;
      json(response, code, body);
      return true;
    };
    expect((await until('blind', () => statusOf('discovery/kinds', 'blind'))).cause).not.toBeNull();
    expect(kinds()?.served).toEqual([ROLLOUT]);
    expect(last(OBJECT)?.value).not.toBeNull();
    api.intervene = () => false;
    await until('seen again', () => statusOf('discovery/kinds', 'seen'));
  });
});

test('another plan keeps what is served, and asks again', async () => {
  serveRollouts();
  putRollout();
  const running = start();
  await until('the poll', () => statusOf(POLL, 'seen'));
  const asked = api.asked(/ \/apis$/);
  running.setPlan({ ...SAMPLE_PLAN });
  await until('asked again', () => api.asked(/ \/apis$/) > asked + 1);
  expect(facts.filter(({ subject, value }) => subject === POLL && value === null)).toEqual([]);
  expect(last(OBJECT)?.value).not.toBeNull();
});
